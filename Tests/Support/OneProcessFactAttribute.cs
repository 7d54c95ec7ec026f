namespace Commerce.Tests.Support;

/// <summary>A test of what only the host in one process has: files in a folder, and nothing else to start. Not run on a cluster.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OneProcessFactAttribute : FactAttribute
{
#if CLUSTER
    public OneProcessFactAttribute() => Skip = "The cluster needs PostgreSQL";
#endif
}
