using System.CommandLine;
using Commerce.Benchmarks.Sale;

return await new RootCommand("Measures the product; see docs/benchmarks.md") { SaleCommand.Make() }.Parse(args).InvokeAsync();
