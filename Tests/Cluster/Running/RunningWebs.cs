using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Proofs;
using Commerce.Silo.Demo;
using Commerce.Tests.Http.Running;
using Commerce.Tests.Support;

namespace Commerce.Tests.Cluster.Running;

/// <summary>
/// Two webs that run no grains, over two silos: processes of the product on a PostgreSQL. The first one is in Development, so that it also
/// plays LINE and Stripe for all of them and seeds 花月堂.
/// </summary>
internal sealed class RunningWebs : IAsyncDisposable
{
    private readonly List<ProductProcess> _webs = [];
    private readonly string _simulators = Directory.CreateTempSubdirectory("commerce-simulators-").FullName;
    private readonly Uri[] _addresses = [new($"http://127.0.0.1:{Ports.Free()}"), new($"http://127.0.0.1:{Ports.Free()}")];

    private RunningWebs(RunningCluster cluster) => Cluster = cluster;

    public RunningCluster Cluster { get; }

    public static async Task<RunningWebs> StartAsync(PostgresServer postgres)
    {
        var database = await RunningCluster.DatabaseAsync(postgres);
        var webs = new RunningWebs(RunningCluster.Of(database));
        try
        {
            webs._webs.Add(webs.Web(0, "Development"));   // before there is a silo: it waits for one
            await webs.AddSiloAsync();
            await webs.AddSiloAsync();
            await webs.Cluster.ConnectAsync();
            await webs.IsReadyAsync(0);
            webs._webs.Add(webs.Web(1, "Production"));
            await webs.IsReadyAsync(1);
            return webs;
        }
        catch
        {
            await webs.DisposeAsync();
            throw;
        }
    }

    public Task<RunningSilo> AddSiloAsync() => Cluster.AddSiloAsync([.. Simulated]);

    /// <summary>Somebody's browser at one of the webs. The same cookies can be taken to the other.</summary>
    public HttpClient Browser(int web, CookieContainer cookies) => new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false })
    {
        BaseAddress = _addresses[web],
        Timeout = TimeSpan.FromSeconds(45),
        DefaultRequestHeaders = { { "Sec-Fetch-Site", "same-origin" } },
    };

    public async Task<string> IdTokenAsync(string name)
    {
        using var line = Browser(0, new());
        using var made = await line.PostAsJsonAsync("/sim/line/_sim/users", new { name });
        var user = (await made.Content.ReadFromJsonAsync<JsonElement>())[0].Text("userId");
        using var issued = await line.PostAsJsonAsync(
            $"/sim/line/_sim/users/{user}/id-token", new { lifeSeconds = 3600, audience = DemoShops.KagetsudoChannels.LoginChannelId });
        return (await issued.Content.ReadFromJsonAsync<JsonElement>()).Text("idToken");
    }

    /// <summary>Waits until a web says that it is.</summary>
    public Task IsReadyAsync(int web) => _webs[web].UntilAsync(async () =>
    {
        using var anyone = new HttpClient { BaseAddress = _addresses[web] };
        try
        {
            using var answer = await anyone.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    public Task<(int ExitCode, TimeSpan Took)> StopWebAsync(int web) => _webs[web].StopAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var web in _webs) await web.DisposeAsync();
        await Cluster.DisposeAsync();
        Leftovers.Delete(_simulators);
    }

    private ProductProcess Web(int number, string environment) => new("Web",
    [
        $"--urls={_addresses[number]}", $"--environment={environment}", "--Commerce:Host=client",
        $"--ConnectionStrings:Commerce={Cluster.Database}", $"--Simulators:Folder={_simulators}", .. Simulated,
    ]);

    private IEnumerable<string> Simulated =>
    [
        $"--Commerce:LineApiBase={_addresses[0]}sim/line", $"--Commerce:StripeApiBase={_addresses[0]}sim/stripe",
        $"--Commerce:PublicBaseUrl={_addresses[0]}",
    ];
}
