using Commerce.Silo.Hosting;
using Commerce.Tests.Support;

namespace Commerce.Tests.Silo;

/// <summary>What is wrong outside the program is said in one sentence, with exit code 1, before anything is half started.</summary>
public sealed class StartUpTests
{
    [OneProcessFact]
    public async Task A_data_folder_that_is_a_file_is_named()
    {
        var file = Path.GetTempFileName();

        await RefusesAsync(file, $"--Commerce:DataFolder={file}");

        File.Delete(file);
    }

    [OneProcessTheory]
    [InlineData("/proc/commerce")]
    [InlineData("/dev/null/commerce")]
    public Task A_data_folder_that_cannot_be_made_is_named(string folder) => RefusesAsync(folder, $"--Commerce:DataFolder={folder}");

    [OneProcessFact]
    public async Task A_data_folder_that_another_process_has_is_named()
    {
        var path = Directory.CreateTempSubdirectory("commerce-").FullName;
        using (DataFolder.Open(path)) await RefusesAsync("in use by another process", $"--Commerce:DataFolder={path}");

        Directory.Delete(path, recursive: true);
    }

    [Theory]
    [InlineData("PublicBaseUrl", "shop.example")]
    [InlineData("LineApiBase", "/sim/line")]
    [InlineData("StripeApiBase", "ftp://stripe.example")]
    [InlineData("LiffSdkUrl", "//liff.example/sdk.js")]
    public Task An_address_that_is_none_is_named(string name, string value) =>
        RefusesAsync($"Commerce:{name} is '{value}'", $"--Commerce:{name}={value}");

    [Fact]
    public async Task A_connection_string_that_is_none_is_named_and_not_quoted()
    {
        var error = await RefusesAsync("ConnectionStrings:Commerce", "--ConnectionStrings:Commerce=Pass=hidden");

        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_command_that_does_not_exist_is_named() => RefusesAsync("'migrat'", "migrat");

    [OneProcessFact]
    public async Task A_database_file_that_is_none_is_named_by_the_command_too()
    {
        var folder = Directory.CreateTempSubdirectory("commerce-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "readmodel.db"), new string('x', 8192));

        await RefusesAsync("not a database", "migrate", $"--Commerce:DataFolder={folder}");

        Directory.Delete(folder, recursive: true);
    }

    [OneProcessFact]
    public async Task The_command_migrate_makes_the_database_and_then_finds_nothing_to_do()
    {
        var folder = Directory.CreateTempSubdirectory("commerce-").FullName;

        var first = await SiloProcess.RunAsync("migrate", $"--Commerce:DataFolder={folder}");
        var second = await SiloProcess.RunAsync("migrate", $"--Commerce:DataFolder={folder}");

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("Applied", first.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing to do", second.Output, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> RefusesAsync(string naming, params string[] args)
    {
        var (exitCode, _, error) = await SiloProcess.RunAsync(args);

        Assert.Equal(1, exitCode);
        Assert.Contains(naming, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return error;
    }
}
