namespace Commerce.Messaging;

/// <summary>How the outside reaches this installation, such as <c>https://shop.example</c>: pictures in messages come from there.</summary>
public sealed record PublicAddress(string BaseUrl);
