using Commerce.Silo.ReadModel;
using Commerce.Silo.Staff;
using Commerce.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace Commerce.Tests.Silo;

public abstract class StaffDeskTests(PostgresServer? server) : IAsyncLifetime
{
    private const string Owner = "owner@kagetsudo.example";
    private ReadModelFile _file = null!;

    public async Task InitializeAsync() => _file = await ReadModelFile.OpenAsync(server);

    public async Task DisposeAsync() => await _file.DisposeAsync();

    [Fact]
    public async Task An_account_is_made_once_and_keeps_only_the_hash_of_its_password()
    {
        var desk = new StaffDesk(_file);

        var password = await desk.HireAsync(Owner, "kagetsudo", StaffRole.Owner, CancellationToken.None);
        var again = await desk.HireAsync(Owner, "kagetsudo", StaffRole.Owner, CancellationToken.None);

        Assert.Equal(16, password!.Length);
        Assert.Null(again);
        await using var db = _file.CreateDbContext();
        var user = Assert.Single(db.Users);
        Assert.DoesNotContain(password, user.PasswordHash!, StringComparison.Ordinal);
        Assert.True(Opens(user, password));
        Assert.Equal(("kagetsudo", StaffRole.Owner), (db.StaffMembers.Single().Shop, db.StaffMembers.Single().Role));
    }

    [Fact]
    public async Task A_new_password_shuts_out_the_old_one_and_its_sessions()
    {
        var desk = new StaffDesk(_file);
        var old = await desk.HireAsync(Owner, "kagetsudo", StaffRole.Owner, CancellationToken.None);
        await using var before = _file.CreateDbContext();
        var stamp = before.Users.Single().SecurityStamp;

        var fresh = await desk.ResetAsync("Owner@Kagetsudo.example", CancellationToken.None);

        await using var db = _file.CreateDbContext();
        var user = db.Users.Single();
        Assert.True(Opens(user, fresh!));
        Assert.False(Opens(user, old!));
        Assert.NotEqual(stamp, user.SecurityStamp);
    }

    [Fact]
    public async Task Nobody_gets_a_password_for_an_account_that_is_not_there() =>
        Assert.Null(await new StaffDesk(_file).ResetAsync("nobody@kagetsudo.example", CancellationToken.None));

    private static bool Opens(StaffUser user, string password) =>
        new PasswordHasher<StaffUser>().VerifyHashedPassword(user, user.PasswordHash!, password) != PasswordVerificationResult.Failed;
}

public sealed class SqliteStaffDeskTests() : StaffDeskTests(null);

[Collection(PostgresTests.Name)]
public sealed class PostgresStaffDeskTests(PostgresServer server) : StaffDeskTests(server);
