using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>How a call ended, as call filters see it: a result or an exception.</summary>
public abstract class Response : IDisposable
{
    public static Response Completed { get; } = new Response<object?>(null);

    public abstract object? Result { get; set; }

    public abstract Exception? Exception { get; set; }

    public static Response FromResult<TResult>(TResult value) => new Response<TResult>(value);

    public static Response FromException(Exception exception) => new Response<object?>(null) { Exception = exception };

    public abstract T GetResult<T>();

    public virtual Type? GetSimpleResultType() => null;

    public abstract void Dispose();

    public override string ToString() => Exception is { } e ? e.ToString() : Result?.ToString() ?? "[null]";
}

/// <summary>A <see cref="Response"/> with a typed result.</summary>
public sealed class Response<TResult> : Response
{
    private TResult? _result;

    internal Response(TResult? result) => _result = result;

    public TResult? TypedResult
    {
        get => _result;
        set => _result = value;
    }

    public override Exception? Exception { get; set; }

    public override object? Result
    {
        get => Exception is null ? _result : throw Rethrown(Exception);
        set => _result = (TResult?)value;
    }

    public override T GetResult<T>()
    {
        if (Exception is not null) throw Rethrown(Exception);
        return _result is T typed ? typed : (T)(object?)_result!;
    }

    public override Type? GetSimpleResultType() => typeof(TResult);

    // Responses are not pooled here: a filter may keep one.
    public override void Dispose() => GC.SuppressFinalize(this);

    private static Exception Rethrown(Exception exception)
    {
        ExceptionDispatchInfo.Throw(exception);
        return exception;
    }
}
