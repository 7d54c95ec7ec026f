using System.Diagnostics;
using Commerce.Tests.Contract;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Persistence.Sqlite;

namespace Commerce.Tests.Embedded;

/// <summary>The file: what it answers is on disk, what it cannot store it says.</summary>
public sealed class DurableStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _key = Stage.New().Key;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_state_outlives_the_host()
    {
        await using (var host = await EmbeddedHost.StartAsync(_folder)) await Basket(host).Add(2);

        await using var restarted = await EmbeddedHost.StartAsync(_folder);
        Assert.Equal(2, await Basket(restarted).Units());
        Assert.Equal(5, await Basket(restarted).Add(3));
    }

    [Fact]
    public async Task A_stale_write_fails_alone()
    {
        await using var host = await EmbeddedHost.StartAsync(_folder);
        using var hold = await HeldWriter.HoldAsync(Store(host).Writer);

        var stale = Basket(host).WriteTwiceFromOneRead();
        var others = Enumerable.Range(0, 50).Select(_ => host.Grains.GetGrain<IBasketGrain>(Stage.New().Key).Add(1)).ToArray();
        hold.LetGo();

        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(() => stale);
        Assert.All(await Task.WhenAll(others), units => Assert.Equal(1, units));
    }

    [Fact]
    public async Task What_arrives_during_one_transaction_is_the_next_transaction()
    {
        await using var host = await EmbeddedHost.StartAsync(_folder);
        var writer = Store(host).Writer;
        var before = writer.Transactions;
        using var hold = await HeldWriter.HoldAsync(writer);

        var writes = Enumerable.Range(0, 500).Select(i => writer.WriteAsync(new Noted())).ToArray();
        hold.LetGo();
        await Task.WhenAll(writes);

        // The held one is the first, everything that arrived meanwhile the second.
        Assert.Equal(before + 2, writer.Transactions);
    }

    [Fact]
    public async Task A_full_disk_fails_the_write_and_leaves_nothing_and_later_writes_succeed()
    {
        await using var host = await EmbeddedHost.StartAsync(_folder);
        var writer = Store(host).Writer;
        await Basket(host).Add(1);
        await writer.WriteAsync(new Pragma("PRAGMA max_page_count = 1"));

        var writes = Enumerable.Range(0, 2000).Select(_ => host.Grains.GetGrain<IBasketGrain>(Stage.New().Key).Add(1)).ToArray();
        var failures = await Task.WhenAll(writes.Select(async write => await Record.ExceptionAsync(() => write)));
        Assert.Contains(failures, failure => failure is OrleansException { InnerException: Microsoft.Data.Sqlite.SqliteException });
        Assert.Equal(1 + failures.Count(failure => failure is null), CountStates(host));

        await writer.WriteAsync(new Pragma("PRAGMA max_page_count = 1000000"));
        Assert.Equal(3, await Basket(host).Add(2));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_named_in_one_sentence()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        var folder = Path.Combine(file, "data");

        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() =>
            EmbeddedHost.StartAsync(new(), silo => Orleans.Hosting.EmbeddedStorageExtensions.UseEmbeddedStorage(silo, folder)));

        Assert.StartsWith($"The storage folder \"{folder}\" cannot be used: ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task Two_hosts_do_not_share_a_folder()
    {
        await using var host = await EmbeddedHost.StartAsync(_folder);

        await Assert.ThrowsAsync<OrleansConfigurationException>(() => EmbeddedHost.StartAsync(_folder));
    }

    [Fact]
    public async Task Writes_on_their_way_are_stored_before_the_host_has_stopped()
    {
        var host = await EmbeddedHost.StartAsync(_folder);
        var writes = Enumerable.Range(0, 200).Select(_ => Basket(host).Add(1)).ToArray();
        await host.StopAsync();
        await Task.WhenAll(writes);
        await host.DisposeAsync();

        await using var restarted = await EmbeddedHost.StartAsync(_folder);
        Assert.Equal(200, await Basket(restarted).Units());
    }

    private static SqliteStore Store(EmbeddedHost host) => host.Services.GetRequiredService<SqliteStore>();

    private static long CountStates(EmbeddedHost host) =>
        Store(host).Query("SELECT count(*) FROM state", _ => { }, row => row.Number(0)).Single();

    private IBasketGrain Basket(EmbeddedHost host) => host.Grains.GetGrain<IBasketGrain>(_key);

    private sealed class Noted : StoreWrite
    {
        public override void Apply(StoreTables tables)
        {
        }
    }

    private sealed class Pragma(string text) : StoreWrite
    {
        public override void Apply(StoreTables tables)
        {
            using var statement = new Statement(tables.Connection, text);
            while (statement.Step()) Debug.Write(statement.Number(0));
        }
    }

    /// <summary>Keeps the writer inside a transaction, so that everything else arrives behind it.</summary>
    private sealed class HeldWriter : IDisposable
    {
        private readonly ManualResetEventSlim _held = new();
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static async Task<HeldWriter> HoldAsync(GroupWriter writer)
        {
            var held = new HeldWriter();
            _ = writer.WriteAsync(new Hold(held));
            await held._entered.Task;
            return held;
        }

        public void LetGo() => _held.Set();

        public void Dispose()
        {
            _held.Set();
            _held.Dispose();
        }

        private sealed class Hold(HeldWriter held) : StoreWrite
        {
            public override void Apply(StoreTables tables)
            {
                held._entered.SetResult();
                held._held.Wait();
            }
        }
    }
}
