namespace Commerce.Tests.Support;

/// <summary>As <see cref="OneProcessFactAttribute"/>, for tests with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OneProcessTheoryAttribute : TheoryAttribute
{
#if CLUSTER
    public OneProcessTheoryAttribute() => Skip = "The cluster needs PostgreSQL";
#endif
}
