namespace Orleans.Hosting;

/// <summary>Options that only this host has.</summary>
public sealed class EmbeddedOptions
{
    /// <summary>Where grain states and reminders are kept.</summary>
    public string Folder { get; set; } = "data";
}
