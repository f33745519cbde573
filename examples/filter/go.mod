module github.com/workcomp-go/workcomp/examples/filter

go 1.26

require github.com/workcomp-go/workcomp v0.0.0

require (
	github.com/expr-lang/expr v1.17.8 // indirect
	github.com/shopspring/decimal v1.6.0 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
)

replace github.com/workcomp-go/workcomp => ../..
