using System.CommandLine;
using Commerce.Benchmarks.Calls;
using Commerce.Benchmarks.Checkout;
using Commerce.Benchmarks.Kills;
using Commerce.Benchmarks.Mutants;
using Commerce.Benchmarks.Pricing;
using Commerce.Benchmarks.Recover;
using Commerce.Benchmarks.Sale;
using Commerce.Benchmarks.Simulate;
using Commerce.Benchmarks.Stock;

var root = new RootCommand("Measures the product and proves it; see docs/benchmarks.md")
{
    CallsCommand.Make(), SaleCommand.Make(), MutantsCommand.Make(), SimulateCommand.Make(), KillsCommand.Make(), StockCommand.Make(),
    RecoverCommand.Make(), PricingCommand.Make(), CheckoutCommand.Make(),
};
return await root.Parse(args).InvokeAsync();
