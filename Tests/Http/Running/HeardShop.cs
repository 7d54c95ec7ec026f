using Commerce.Tests.Scenarios;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Http.Running;

/// <summary>A shop whose grains can be listened to: how a test knows that a webhook has done its work.</summary>
public class HeardShop : RunningShop
{
    private readonly Ear _ear = new();

    protected override void Furnish(IServiceCollection services) => services.AddSingleton<IIncomingGrainCallFilter>(_ear);

    /// <summary>What was called until now is not waited for any more.</summary>
    public void Forget() => _ear.Forget();

    /// <summary>
    /// Lets the inbox work on each event that comes in, and looks again after each <paramref name="call"/>, such as <c>IPayeeGrain.Heard</c>.
    /// </summary>
    public async Task UntilAsync(string call, Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            string heard;
            do
            {
                heard = await _ear.NextAsync();
                if (heard == "IInboxGrain.Receive") Clock.Advance(TimeSpan.Zero);
            }
            while (heard != call);
        }
    }
}

/// <summary>The same, paid through an account connected to the platform's.</summary>
public sealed class HeardConnectedShop : HeardShop
{
    protected override IEnumerable<(string Key, string Value)> Settings => [("Commerce:Payments:Mode", "connected")];
}
