using Commerce.Silo.ReadModel;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Tests.Silo;

/// <summary>A change of the model without its migration is found here; docs/operations/upgrade.md says how to write one.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void Sqlite_has_a_migration_for_every_change_of_the_model() =>
        Assert.False(new SqliteDesignTime().CreateDbContext([]).Database.HasPendingModelChanges());

    [Fact]
    public void Postgres_has_a_migration_for_every_change_of_the_model() =>
        Assert.False(new PostgresDesignTime().CreateDbContext([]).Database.HasPendingModelChanges());
}
