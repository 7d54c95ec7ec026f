using System.Xml.Linq;
using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commerce.Silo.Hosting;

/// <summary>Where the keys lie that seal secrets and cookies: in the data folder, or in the database that several machines share.</summary>
internal static class Secrets
{
    public static void AddSecrets(this IServiceCollection services, bool shared)
    {
        services.AddDataProtection().SetApplicationName("OrleansCommerce");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = shared
                ? new KeysInDatabase(provider.GetRequiredService<IDbContextFactory<CommerceDb>>())
                : new FileSystemXmlRepository(
                    Private(provider.GetRequiredService<DataFolder>().Keys),
                    provider.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>())));
        services.AddSingleton<ISecretBox, SecretBox>();
    }

    private static DirectoryInfo Private(string folder) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(folder)
        : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private sealed class KeysInDatabase(IDbContextFactory<CommerceDb> databases) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var db = databases.CreateDbContext();
            return [.. db.Keys.AsNoTracking().Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            using var db = databases.CreateDbContext();
            db.Keys.Add(new() { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
            db.SaveChanges();
        }
    }
}
