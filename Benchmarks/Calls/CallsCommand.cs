using System.CommandLine;
using System.Text.Json;
using Commerce.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Benchmarks.Calls;

/// <summary>
/// <c>calls</c>: how many calls a second one grain answers, and how many states a second many grains store on disk. The host is
/// the product's own, set up as it is in production.
/// </summary>
internal static class CallsCommand
{
    private const int Callers = 100;
    private const int StoringGrains = 5000;
    private const int WritesEach = 20;

    public static Command Make()
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 7, Description = "Rounds; the median counts" };
        var json = new Option<string?>("--json") { Description = "Write the result to this file" };
        var gate = new Option<bool>("--gate") { Description = "Exit 1 when a rate is below its target" };
        var command = new Command("calls", "Calls and durable writes of grains") { rounds, json, gate };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(rounds), parsed.GetValue(json), parsed.GetValue(gate), stop));
        return command;
    }

    private static async Task<int> RunAsync(int rounds, string? json, bool gate, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("calls");
        try
        {
            using var host = MakeHost(folder.FullName);
            await host.StartAsync(stop);
            var measured = await MeasureAsync(host.Services.GetRequiredService<IGrainFactory>(), rounds);
            await host.StopAsync(stop);

            foreach (var measurement in measured) Print(measurement);
            if (json is not null) await File.WriteAllTextAsync(json, JsonSerializer.Serialize(measured), stop);
            return gate && !measured.All(measurement => measurement.IsMet) ? 1 : 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IHost MakeHost(string folder)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration["Commerce:DataFolder"] = folder;
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddCommerceSilo();
        return builder.Build();
    }

    private static async Task<List<Measurement>> MeasureAsync(IGrainFactory grains, int rounds)
    {
        const int AloneCalls = 500_000;
        const int TogetherCalls = 1_000_000;
        var counter = grains.GetGrain<ICounterGrain>("one");
        var storing = Enumerable.Range(0, StoringGrains).Select(i => grains.GetGrain<IStoringGrain>($"store-{i}")).ToArray();
        return
        [
            await Measurement.TakeAsync("calls/s, one grain, one caller awaiting each", 250_000, rounds, AloneCalls, () => CallAsync(counter, AloneCalls)),
            await Measurement.TakeAsync(
                $"calls/s, one grain, {Callers} callers", 1_000_000, rounds, TogetherCalls, () => Together(Callers, _ => CallAsync(counter, TogetherCalls / Callers))),
            await Measurement.TakeAsync(
                $"durable state writes/s, {StoringGrains} grains", 50_000, rounds, StoringGrains * WritesEach, () => Together(StoringGrains, i => StoreAsync(storing[i]))),
        ];
    }

    private static Task Together(int count, Func<int, Task> each) => Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => each(i))));

    private static async Task CallAsync(ICounterGrain grain, int calls)
    {
        for (var i = 0; i < calls; i++) await grain.Add(1);
    }

    private static async Task StoreAsync(IStoringGrain grain)
    {
        for (var i = 0; i < WritesEach; i++) await grain.Store(i);
    }

    private static void Print(Measurement measured) => Console.WriteLine(
        $"{(measured.IsMet ? "ok  " : "LOW ")} {measured.Rate,12:N0}  (target {measured.Target:N0}; {measured.Rates.Min():N0} to {measured.Rates.Max():N0}; "
        + $"{measured.BytesEach:N0} bytes each)  {measured.What}");
}
