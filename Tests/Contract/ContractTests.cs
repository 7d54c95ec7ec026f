using Commerce.Tests.Support;

namespace Commerce.Tests.Contract;

/// <summary>What every host of grains must do. Each test has a host of its own.</summary>
public abstract class ContractTests : IAsyncLifetime
{
    private GrainHost? _host;

    protected GrainHost Host => _host!;

    protected IGrainFactory Grains => Host.Grains;

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync(Configure);

    public async Task DisposeAsync() => await Host.DisposeAsync();

    protected virtual void Configure(ISiloBuilder silo)
    {
    }
}
