using System.Runtime.CompilerServices;
using Commerce.Feed;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Commerce.Web.Hubs;

/// <summary>Staff watch their shop's orders and stock as they change.</summary>
[Authorize(StaffAccounts.SignedIn)]
internal sealed class OrderFeedHub(FeedScreens screens, IGrainFactory grains, IAuthorizationService authorization) : Hub
{
    /// <summary>A full frame at once, then one whenever something changed, at most five a second. Call it again after a reconnect.</summary>
    public async IAsyncEnumerable<FeedFrameJson> Watch(string shop, [EnumeratorCancellation] CancellationToken stop)
    {
        var allowed = await authorization.AuthorizeAsync(Context.User!, shop, StaffOf.AtLeast(StaffRole.Viewer));
        if (!allowed.Succeeded) throw new HubException("not-allowed");

        var screen = screens.Open(shop);
        try
        {
            screen.Show(FeedFrameJson.Of(await grains.GetGrain<IFeedGrain>(shop).Look()));
            await foreach (var frame in screen.FramesAsync(stop)) yield return frame;
        }
        finally
        {
            screens.Close(shop, screen);
        }
    }
}
