using Commerce.Proofs.History;
using Commerce.Silo.Hosting;
using Commerce.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Proofs.Kills;

/// <summary>
/// The process that is killed: the product's silo as it runs in production, and its stock behind standard input and output. It ends when
/// its input does.
/// </summary>
internal static class Door
{
    public const string Ready = "ready";

    private static readonly Actor Staff = new("hana", "proof");

    /// <param name="folder">Where everything durable lies.</param>
    /// <param name="postgres">A connection string: then the journal lies there.</param>
    public static async Task ServeAsync(string folder, string? postgres)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration["Commerce:DataFolder"] = folder;
        builder.Configuration["ConnectionStrings:Commerce"] = postgres;
        builder.Logging.ClearProviders();
        builder.AddCommerceSilo();
        using var host = builder.Build();
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        Console.WriteLine(Ready);
        using var input = new StreamReader(Console.OpenStandardInput());
        while (await input.ReadLineAsync() is { } line) _ = SayAsync(grains, DoorLine.Read(line));
        await host.StopAsync();
    }

    /// <summary>Asks the stock. What is no answer and no defect is "I do not know".</summary>
    public static async Task<DoorAnswer> AnswerAsync(IGrainFactory grains, DoorLine line)
    {
        try
        {
            return await AskAsync(grains.GetGrain<IStockGrain>(line.Sku), line);
        }
        catch (Exception failure) when (failure
            is StockJournalException or TimeoutException or OrleansException or IOException or System.Data.Common.DbException)
        {
            return new(line.Id, Outcome.Unknown);
        }
    }

    /// <summary>One line at a time: the console's writer is for many threads.</summary>
    private static async Task SayAsync(IGrainFactory grains, DoorLine line) => Console.WriteLine(await AnswerAsync(grains, line));

    private static async Task<DoorAnswer> AskAsync(IStockGrain stock, DoorLine line) => line.Kind switch
    {
        AskKind.Hold => Held(line, await stock.Hold(new(line.Key, line.CustomerId, line.Quantity, line.Replaces))),
        AskKind.Extend => Held(line, await stock.Extend(new(line.Key))),
        AskKind.Commit => Said(line, (await stock.Commit(new(line.Key))).Refused),
        AskKind.Release => Said(line, null) with { Units = (await stock.Release(new(line.Key))).Units },
        AskKind.Adjust => Seen(line, await stock.Adjust(new(line.Key, line.Quantity, Staff, line.ExpectedVersion))),
        AskKind.Terms => Said(line, null) with { View = (await stock.SetTerms(new(line.Terms!, Staff))).Stock },
        AskKind.Switch => Seen(line, await stock.Switch(new(line.Paused, Staff, line.ExpectedVersion))),
        _ => Said(line, null) with { View = await stock.Look() },
    };

    private static DoorAnswer Held(DoorLine line, HoldReply reply) => Said(line, reply.Refused) with { Until = reply.HeldUntil };

    private static DoorAnswer Seen(DoorLine line, AdjustReply reply) => Said(line, reply.Refused) with { View = reply.Stock };

    private static DoorAnswer Seen(DoorLine line, TermsReply reply) => Said(line, reply.Refused) with { View = reply.Stock };

    private static DoorAnswer Said(DoorLine line, Refusal? refused) =>
        refused is null ? new(line.Id, Outcome.Granted) : new(line.Id, Outcome.Refused, refused.Reason);
}
