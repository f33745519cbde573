module github.com/workcomp-go/workcomp/examples/postgrestest

go 1.26
