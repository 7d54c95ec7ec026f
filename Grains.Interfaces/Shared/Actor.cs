namespace Commerce;

/// <summary>Who did something and why, for the audit trail. <paramref name="Who"/> is a staff id, a customer id or <c>system</c>.</summary>
[GenerateSerializer, Immutable, Alias("actor.v1")]
public sealed record Actor([property: Id(0)] string Who, [property: Id(1)] string Why)
{
    public static readonly Actor System = new("system", "");
}
