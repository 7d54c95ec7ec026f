using System.Diagnostics;
using System.Globalization;

namespace Commerce.Benchmarks.Stock;

/// <summary>
/// Debian's Redis, started on a socket in a folder of its own: every write is on disk before its answer. It neither ends holds nor
/// rewrites its log meanwhile, both in its favour.
/// </summary>
internal sealed class RedisStock : IStockSystem
{
    private const int Pipeline = 16;

    /// <summary>The checks of the stock grain, in its order, in one script. Minus the reason is a refusal.</summary>
    private const string Script = """
        local asked = ARGV[2] .. '|' .. ARGV[3] .. '|'
        local earlier = redis.call('HGET', KEYS[2], ARGV[1])
        if earlier then
          if string.sub(earlier, 1, #asked) ~= asked then return -7 end
          return tonumber(string.sub(earlier, #asked + 1))
        end
        local sale = redis.call('HMGET', KEYS[1], 'opens', 'closes', 'cap', 'holdfor', 'free')
        local quantity, now, answer = tonumber(ARGV[3]), tonumber(ARGV[4]), 0
        if now < tonumber(sale[1]) then answer = -20
        elseif now >= tonumber(sale[2]) then answer = -21
        elseif quantity > tonumber(sale[3]) - tonumber(redis.call('HGET', KEYS[3], ARGV[2]) or 0) then answer = -24
        elseif quantity > tonumber(sale[5]) then answer = -25
        else
          answer = now + tonumber(sale[4])
          redis.call('HINCRBY', KEYS[1], 'free', -quantity)
          redis.call('HINCRBY', KEYS[3], ARGV[2], quantity)
          redis.call('RPUSH', KEYS[4], answer .. '|' .. ARGV[1])
        end
        redis.call('HSET', KEYS[2], ARGV[1], asked .. answer)
        return answer
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redis");
    private Process? _process;
    private string _sha = "";

    public string Name => "Redis";

    public IReadOnlyList<StockSetting> Settings { get; } =
        [.. new[] { 1, 4, 16, 64 }.Select(n => new StockSetting($"{n} connections, pipeline {Pipeline}", n, Pipeline))];

    public StockPromise Promise => StockPromise.Keeps;

    public (long Flushes, long Entries)? Flushed => null;

    private string Socket => Path.Combine(_folder.FullName, "redis.sock");

    public async Task StartAsync()
    {
        try
        {
            _process = Process.Start(new ProcessStartInfo("redis-server",
            [
                "--port", "0", "--unixsocket", Socket, "--dir", _folder.FullName, "--logfile", Path.Combine(_folder.FullName, "log"),
                "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--auto-aof-rewrite-percentage", "0",
            ]))!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new MissingException("Redis is missing: apt-get install redis-server");
        }

        Children.Started(_process.Id);
        await using var redis = await ReadyAsync();
        _sha = await redis.TextAsync("SCRIPT", "LOAD", Script);
    }

    public async Task OpenSaleAsync(StockSale sale)
    {
        await using var redis = await RedisConnection.OpenAsync(Socket);
        await redis.TextAsync("FLUSHALL");
        var now = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToUnixTimeMilliseconds();
        for (var i = 0; i < sale.Skus; i++)
        {
            await redis.TextAsync("HSET", Key(sale, i), "opens", Text(now), "closes", Text(now + 7_200_000), "cap", Text(sale.Cap),
                "holdfor", Text((long)StockSale.HoldFor.TotalMilliseconds), "free", Text(sale.Units), "supply", Text(sale.Units));
        }
    }

    public async Task<IStockClient> ConnectAsync(StockSetting setting, StockSale sale) =>
        new RedisCaller(await RedisConnection.OpenAsync(Socket), _sha, [.. Enumerable.Range(0, sale.Skus).Select(i => Key(sale, i))]);

    public TimeSpan Cpu() => ProcessCpu.Of(_process!.Id);

    public async Task<long> HeldAsync(StockSale sale)
    {
        await using var redis = await RedisConnection.OpenAsync(Socket);
        var held = 0L;
        for (var i = 0; i < sale.Skus; i++)
        {
            held += sale.Units - long.Parse(await redis.TextAsync("HGET", Key(sale, i), "free"), CultureInfo.InvariantCulture);
        }

        return held;
    }

    public async Task ReopenAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        Children.Stopped(_process.Id);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Reading its log back takes a while, in which it answers LOADING.</summary>
    private async Task<RedisConnection> ReadyAsync()
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < TimeSpan.FromMinutes(2);)
        {
            if (_process!.HasExited) throw new InvalidOperationException("Redis ended at its start");
            if (await RedisConnection.TryOpenAsync(Socket) is { } redis)
            {
                if (await redis.TextAsync("PING") == "PONG") return redis;
                await redis.DisposeAsync();
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("Redis was not ready within two minutes");
    }

    private static string Key(StockSale sale, int i) => $"{StockSale.Shop}/{sale.Sku(i)}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
