using Commerce.Silo.Hosting;
using Commerce.Silo.ReadModel;
using Microsoft.Extensions.Hosting;

namespace Commerce.Silo;

/// <summary><c>Silo</c> runs grains; <c>Silo migrate</c> brings the database up to date.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => StartUp.RunAsync(() => args switch
    {
        ["migrate", .. var rest] => Migrate.RunAsync(rest),
        [] or [['-', ..], ..] => RunAsync(args),
        [var word, ..] => throw new StartUpException($"There is no command '{word}': there is 'migrate', or none to run grains."),
    });

    private static async Task RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddCommerceSilo();
        await builder.Build().RunAsync();
    }
}
