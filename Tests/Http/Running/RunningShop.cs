using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Proofs;
using Commerce.Silo.Demo;
using Commerce.Tests.Support;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Http.Running;

/// <summary>
/// The whole web on a port of its own over a temporary folder, in Development: LINE and Stripe are simulated, the demo's shops are there,
/// and it is noon until a test says otherwise.
/// </summary>
public class RunningShop : IAsyncLifetime, IAsyncDisposable
{
    public const string Kagetsudo = DemoShops.Kagetsudo, Aoyama = DemoShops.Aoyama;

    // Ahead of any real clock: the cookie jars of tests go by that one, and throw away what has expired.
    public static readonly DateTimeOffset NoonInTokyo = new(2036, 11, 11, 3, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("commerce-http-").FullName;
    private readonly Uri _address = new($"http://127.0.0.1:{Ports.Free()}");
    private readonly Host _host;
    private OpenApiBook? _book;

    public RunningShop() => _host = new(this);

    public ManualClock Clock { get; } = new(NoonInTokyo);

    public Uri Address => _address;

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>What the shop's time is read from: the clock that tests move, unless somebody is to look on.</summary>
    protected virtual TimeProvider Time => Clock;

    protected virtual string Environment => "Development";

    protected virtual IEnumerable<(string Key, string Value)> Settings => [];

    protected virtual void Furnish(IServiceCollection services)
    {
    }

    /// <summary>
    /// A clock that stands still never makes anything old: what a test has just changed is looked at anew. All tests come from one
    /// address, so the door of the staff is wide; <see cref="RateLimitTests"/> narrows it.
    /// </summary>
    private static readonly (string Key, string Value)[] Common =
        [("Gate:LevelFor", "00:00:00"), ("Gate:CatalogFor", "00:00:00"), ("RateLimits:SignIn:PerSecond", "1000"), ("RateLimits:SignIn:Burst", "1000")];

    /// <summary>A browser or program that nobody knows. Every problem it gets must be one that the OpenAPI document names.</summary>
    public HttpClient Anyone(bool declared = true, bool follow = false) =>
        new(Handlers(declared, follow)) { BaseAddress = _address, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Somebody with a LINE account.</summary>
    public async Task<Person> PersonAsync(string name)
    {
        using var line = Anyone();
        using var made = await line.PostAsJsonAsync("/sim/line/_sim/users", new { name });
        var users = await made.Content.ReadFromJsonAsync<JsonElement>();
        return new(this, users[0].GetProperty("userId").GetString()!);
    }

    /// <summary>A shopper of 花月堂, signed in by bearer token.</summary>
    public async Task<HttpClient> ShopperAsync(string name)
    {
        var shopper = Anyone();
        shopper.DefaultRequestHeaders.Authorization = new("Bearer", await (await PersonAsync(name)).IdTokenAsync());
        return shopper;
    }

    public async Task InitializeAsync()
    {
        _host.UseKestrel(_address.Port);
        _host.StartServer();
        using var anyone = new HttpClient { BaseAddress = _address };
        _book = OpenApiBook.Parse(await anyone.GetStringAsync("/openapi/v1.json"));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Leftovers.Delete(_folder);
        GC.SuppressFinalize(this);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private HttpMessageHandler Handlers(bool declared, bool follow)
    {
        var socket = new SocketsHttpHandler { AllowAutoRedirect = follow, CookieContainer = new CookieContainer() };
        return declared ? new DeclaredProblems(() => _book) { InnerHandler = socket } : socket;
    }

    private sealed class Host(RunningShop shop) : WebApplicationFactory<ShopDirectory>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(shop.Environment);
            builder.UseSetting("urls", shop._address.ToString());
            builder.UseSetting("Commerce:DataFolder", shop._folder);
            foreach (var (key, value) in Common.Concat(shop.Settings)) builder.UseSetting(key, value);
            builder.ConfigureServices(services =>
            {
                services.RemoveAll<TimeProvider>();
                services.AddSingleton(shop.Time);
                services.AddSingleton<ILoggerProvider>(_ => new LogFile(Path.Combine(shop._folder, "log.txt")));
                shop.Furnish(services);
            });
        }
    }
}

/// <summary>A shop whose time goes by itself, for what paces itself by it.</summary>
public sealed class LiveShop : RunningShop
{
    protected override TimeProvider Time => TimeProvider.System;
}

/// <summary>Tests that share one running shop; each uses people of its own.</summary>
[CollectionDefinition(Name)]
public sealed class Shared : ICollectionFixture<RunningShop>
{
    public const string Name = "running shop";
}
