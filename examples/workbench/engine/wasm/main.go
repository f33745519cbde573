//go:build js && wasm

// Wasm puts the engine into a worker of a browser, as a function workbench(name, args)
// that takes and gives JSON. It begins with the files of the repository.
package main

import (
	"encoding/json"
	"fmt"
	"syscall/js"

	"github.com/workcomp-go/workcomp/examples/workbench/engine"
)

func main() {
	var e *engine.Engine
	js.Global().Set("workbench", js.FuncOf(func(_ js.Value, args []js.Value) (answer any) {
		defer func() {
			if r := recover(); r != nil {
				answer = failed(fmt.Errorf("%v", r))
			}
		}()
		name, text := args[0].String(), args[1].String()
		if name == "begin" {
			files := map[string]string{}
			if err := json.Unmarshal([]byte(text), &files); err != nil {
				return failed(err)
			}
			e = engine.New(files)
			name, text = "builtins", "{}"
		}
		given, err := e.Ask(name, text)
		if err != nil {
			return failed(err)
		}
		return `{"answer":` + given + `}`
	}))
	select {}
}

func failed(err error) string {
	data, _ := json.Marshal(map[string]string{"error": err.Error()}) // a text can always be written
	return string(data)
}
