module github.com/workcomp-go/workcomp/examples/workbench

go 1.26

require (
	github.com/andybalholm/brotli v1.3.0
	github.com/chromedp/cdproto v0.160.1
	github.com/chromedp/chromedp v0.23.1
	github.com/shopspring/decimal v1.6.0
	github.com/workcomp-go/workcomp v0.0.0
	go.yaml.in/yaml/v3 v3.0.6
)

require (
	github.com/expr-lang/expr v1.17.8 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
)

replace github.com/workcomp-go/workcomp => ../..
