package words

// Texts are the words of a list as texts.
func Texts[T ~string](list []T) []string {
	return Each(list, func(word T) string { return string(word) })
}

// Each is a text of each of a list, in its order.
func Each[T any](list []T, text func(T) string) []string {
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = text(one)
	}
	return texts
}
