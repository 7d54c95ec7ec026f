namespace Commerce.Promotions;

using PointsDecision = (Refusal? Refused, PointsState Points);

/// <summary>
/// The ledger of one person's points. The balance is what the lots hold; every change of it is a line. Points are spent first that expire
/// first, and come back to where they came from. Pure.
/// </summary>
internal static class PointsRules
{
    public const int MostEntries = 500;
    public const int MostShown = 200;
    public const int MostAtOnce = 9_999_999;
    public const int MostBalance = 99_999_999;
    public const int LongestValid = 3_660;

    /// <summary>Points that come back late are good for at least this long, so that a cancelled order does not burn them.</summary>
    public static readonly TimeSpan LeastAfterReturn = TimeSpan.FromDays(30);

    public static int Balance(PointsState points, DateTimeOffset now) => points.Lots.Where(lot => now < lot.Expires).Sum(lot => lot.Left);

    public static PointsDecision Spend(PointsState points, SpendPointsRequest ask, DateTimeOffset now)
    {
        if (points.Spendings.GetValueOrDefault(ask.OrderId) is { } earlier)
        {
            return (earlier.Returned ? new(Reason.WrongStatus, ask.OrderId) : earlier.Points == ask.Points ? null : new(Reason.KeyReused, ask.OrderId), points);
        }

        if (ask.Points is < 1 or > MostAtOnce) return (new(Reason.BadRequest, "points", MostAtOnce), points);
        var current = Expire(points, now);
        var balance = Balance(current, now);
        if (ask.Points > balance) return (new(Reason.NotEnoughPoints, Limit: balance), points);

        var (pieces, left) = Take(current.Lots, ask.Points);
        return (null, Write(current with { Lots = left, Spendings = current.Spendings.SetItem(ask.OrderId, new(ask.Points, pieces)) },
            PointEntryKind.Spent, -ask.Points, ask.OrderId, Actor.System, now));
    }

    /// <summary>Once. An order that never spent anything is remembered, so that a request that comes late finds it over.</summary>
    public static PointsState Return(PointsState points, ReturnPointsRequest ask, DateTimeOffset now)
    {
        var spending = points.Spendings.GetValueOrDefault(ask.OrderId);
        if (spending is null) return points with { Spendings = points.Spendings.SetItem(ask.OrderId, new(0, [], Returned: true)) };
        if (spending.Returned) return points;

        var least = now + LeastAfterReturn;
        var current = Expire(points, now) with { Spendings = points.Spendings.SetItem(ask.OrderId, spending with { Pieces = [], Returned = true }) };
        foreach (var piece in spending.Pieces) current = PutBack(current, now < piece.Expires ? piece : piece with { Expires = least });
        return Write(current, PointEntryKind.Returned, spending.Points, ask.OrderId, Actor.System, now);
    }

    public static PointsDecision Earn(PointsState points, EarnPointsRequest ask, DateTimeOffset now) =>
        Give(points, ask.OrderId, ask.Points, ask.ValidDays, PointEntryKind.Earned, Actor.System, now);

    /// <summary>Taking away takes what expires first, and no more than is there.</summary>
    public static PointsDecision Adjust(PointsState points, AdjustPointsRequest ask, DateTimeOffset now)
    {
        if (ask.Points >= 0 || points.Given.ContainsKey(ask.Key)) return Give(points, ask.Key, ask.Points, ask.ValidDays, PointEntryKind.Adjusted, ask.By, now);
        var current = Expire(points, now);
        var balance = Balance(current, now);
        if (ask.Points < -balance) return (new(Reason.NotEnoughPoints, Limit: balance), points);
        return (null, Write(current with { Lots = Take(current.Lots, -ask.Points).Left, Given = current.Given.SetItem(ask.Key, ask.Points) },
            PointEntryKind.Adjusted, ask.Points, ask.Key, ask.By, now));
    }

    /// <summary>As it is now: what has expired is a line of the ledger and in no lot any more.</summary>
    public static PointsView View(PointsState points, DateTimeOffset now)
    {
        var current = Expire(points, now);
        return new(Balance(current, now), current.Lots, [.. current.Ledger.TakeLast(MostShown)],
            current.Spendings.Where(spent => !spent.Value.Returned).ToImmutableDictionary(spent => spent.Key, spent => spent.Value.Points));
    }

    private static PointsDecision Give(
        PointsState points, string key, int given, int validDays, PointEntryKind kind, Actor by, DateTimeOffset now)
    {
        if (points.Given.TryGetValue(key, out var earlier)) return (earlier == given ? null : new(Reason.KeyReused, key), points);
        if (given is < 1 or > MostAtOnce) return (new(Reason.BadRequest, "points", MostAtOnce), points);
        if (validDays is < 1 or > LongestValid) return (new(Reason.BadRequest, "validDays", LongestValid), points);
        var current = Expire(points, now);
        if (given > MostBalance - Balance(current, now)) return (new(Reason.TooMuch, "points", MostBalance), points);
        current = PutBack(current, new(key, given, now.AddDays(validDays))) with { Given = current.Given.SetItem(key, given) };
        return (null, Write(current, kind, given, key, by, now));
    }

    private static PointsState Expire(PointsState points, DateTimeOffset now)
    {
        foreach (var lot in points.Lots.Where(lot => now >= lot.Expires))
        {
            points = Write(points with { Lots = points.Lots.Remove(lot) }, PointEntryKind.Expired, -lot.Left, lot.Key, Actor.System, lot.Expires);
        }

        return points;
    }

    private static (ImmutableArray<PointLot> Pieces, ImmutableArray<PointLot> Left) Take(ImmutableArray<PointLot> lots, int wanted)
    {
        var (pieces, left) = (ImmutableArray.CreateBuilder<PointLot>(), ImmutableArray.CreateBuilder<PointLot>());
        foreach (var lot in lots)
        {
            var taken = Math.Min(wanted, lot.Left);
            wanted -= taken;
            if (taken > 0) pieces.Add(lot with { Left = taken });
            if (taken < lot.Left) left.Add(lot with { Left = lot.Left - taken });
        }

        return (pieces.ToImmutable(), left.ToImmutable());
    }

    private static PointsState PutBack(PointsState points, PointLot piece)
    {
        var whole = points.Lots.FirstOrDefault(lot => lot.Key == piece.Key && lot.Expires == piece.Expires);
        var lots = whole is null ? points.Lots.Add(piece) : points.Lots.Replace(whole, whole with { Left = whole.Left + piece.Left });
        return points with { Lots = [.. lots.OrderBy(lot => lot.Expires)] };
    }

    private static PointsState Write(PointsState points, PointEntryKind kind, int change, string key, Actor by, DateTimeOffset at) => points with
    {
        Ledger = [.. points.Ledger.TakeLast(MostEntries - 1), new(kind, change, points.Lots.Sum(lot => lot.Left), key, at, by)],
    };
}
