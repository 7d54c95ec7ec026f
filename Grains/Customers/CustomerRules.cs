using System.Security.Cryptography;
using System.Text;
using Commerce.Orders;

namespace Commerce.Customers;

/// <summary>What a shop remembers of a customer. Pure; every change is safe to repeat.</summary>
internal static class CustomerRules
{
    private const int LongestName = 100;
    private const int LongestAddress = 2_000;
    private const int MostSegments = 20;
    private const int MostAddresses = 20;

    /// <summary>The profile as LINE gave it now. What it left out is kept.</summary>
    public static CustomerState Meet(CustomerState customer, MeetRequest ask) => Keep(customer, customer with
    {
        Name = string.IsNullOrWhiteSpace(ask.Name) ? customer.Name : ask.Name[..Math.Min(ask.Name.Length, LongestName)],
        Picture = ask.Picture is { Length: > 0 and <= LongestAddress } ? ask.Picture : customer.Picture,
    });

    /// <summary>Events may arrive in any order and twice: what happened last counts.</summary>
    public static CustomerState Friendship(CustomerState customer, FriendshipRequest ask) =>
        customer.Friend is not null && ask.At <= customer.FriendAt
            ? customer
            : customer with { Friend = ask.Friend, FriendAt = ask.At };

    /// <summary>The newest comes first; beyond 20 the oldest goes, but never the preferred one.</summary>
    public static CustomerState Remember(CustomerState customer, Recipient recipient)
    {
        var saved = new SavedAddress(IdOf(recipient), recipient);
        if (customer.Recipient == recipient && customer.Addresses is [var newest, ..] && newest == saved) return customer;

        var book = customer.Addresses.RemoveAll(other => other.AddressId == saved.AddressId).Insert(0, saved);
        if (book.Length > MostAddresses) book = book.Remove(book.Last(old => old.AddressId != customer.PreferredAddress));
        return customer with { Recipient = recipient, Addresses = book };
    }

    /// <summary>Whoever takes an address out does not want to see it in the next form either.</summary>
    public static CustomerState ForgetAddress(CustomerState customer, string addressId)
    {
        var book = customer.Addresses.RemoveAll(saved => saved.AddressId == addressId);
        var last = customer.Recipient is { } recipient && IdOf(recipient) == addressId ? null : customer.Recipient;
        return book.Length == customer.Addresses.Length && last == customer.Recipient ? customer : customer with
        {
            Addresses = book,
            Recipient = last,
            PreferredAddress = customer.PreferredAddress == addressId ? null : customer.PreferredAddress,
        };
    }

    public static (Refusal? Refused, CustomerState Customer) PreferAddress(CustomerState customer, string addressId) =>
        customer.Addresses.Any(saved => saved.AddressId == addressId)
            ? (null, Keep(customer, customer with { PreferredAddress = addressId }))
            : (new(Reason.BadRequest, "addressId"), customer);

    public static (Refusal? Refused, CustomerState Customer) Segment(CustomerState customer, SegmentRequest ask)
    {
        if (!Keys.IsPart(ask.Segment)) return (new(Reason.BadRequest, nameof(ask.Segment)), customer);
        if (customer.Segments.Contains(ask.Segment) == ask.Member) return (null, customer);
        if (!ask.Member) return (null, customer with { Segments = customer.Segments.Remove(ask.Segment) });
        return customer.Segments.Length >= MostSegments
            ? (new(Reason.TooMany, ask.Segment, MostSegments), customer)
            : (null, customer with { Segments = customer.Segments.Add(ask.Segment) });
    }

    public static CustomerView View(string customerId, CustomerState customer) =>
        new(customerId, customer.Name, customer.Picture, customer.Friend, customer.Recipient, customer.Segments)
        {
            Addresses = customer.Addresses,
            PreferredAddress = customer.PreferredAddress,
        };

    private static string IdOf(Recipient person)
    {
        var text = string.Join('\n', person.Name, person.Kana, person.Phone, person.PostalCode, person.Prefecture, person.City, person.Street, person.Building);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 10));
    }

    /// <summary>The very same state when nothing is new, so that nothing is written.</summary>
    private static CustomerState Keep(CustomerState before, CustomerState after) => before == after ? before : after;
}
