using Commerce.Silo.Audit;
using Commerce.Silo.Hosting;
using Microsoft.Extensions.Hosting;

namespace Commerce.Silo;

/// <summary><c>Silo</c> runs grains; with a word it does one thing for the operator and ends.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => StartUp.RunAsync(() => args switch
    {
        ["migrate", .. var rest] => MigrateCommand.RunAsync(rest),
        ["audit", .. var rest] => AuditCommand.RunAsync(rest),
        ["move-journal", .. var rest] => Commands.MoveJournalAsync(rest),
        ["health", .. var rest] => HealthCommand.RunAsync(rest),
        ["plan", .. var rest] => PlanCommand.RunAsync(rest),
        ["password", var email, .. var rest] => Commands.PasswordAsync(email, rest),
        [] or [['-', ..], ..] => RunAsync(args),
        [var word, ..] => throw new StartUpException(
            $"There is no command '{word}': there are 'migrate', 'audit', 'move-journal', 'health', 'plan SHOP' and 'password EMAIL', or none to run grains."),
    });

    private static async Task RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddCommerceSilo();
        await builder.Build().RunAsync();
    }
}
