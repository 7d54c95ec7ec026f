using System.CommandLine;
using Commerce.Benchmarks.Calls;
using Commerce.Benchmarks.Sale;

return await new RootCommand("Measures the product; see docs/benchmarks.md") { CallsCommand.Make(), SaleCommand.Make() }.Parse(args).InvokeAsync();
