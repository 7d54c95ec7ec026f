namespace Commerce.Web.Http;

/// <summary>A value that is loaded when somebody asks for it and shared for a short time; those who ask meanwhile share the question.</summary>
/// <param name="keep">How old it may be when it is asked for. Zero: loaded for each.</param>
internal sealed class Fresh<T>(Func<Task<T>> load, TimeProvider clock, TimeSpan keep)
    where T : class
{
    private readonly Lock _turn = new();
    private (Task<T> Loading, long Asked)? _last;

    public ValueTask<T> GetAsync()
    {
        lock (_turn)
        {
            if (_last is not { } last || last.Loading.IsFaulted || last.Loading.IsCanceled || !IsFresh(last.Asked))
            {
                last = (Task.Run(load), clock.GetTimestamp());
                _last = last;
            }

            return new(last.Loading);
        }
    }

    private bool IsFresh(long asked) => keep > TimeSpan.Zero && clock.GetElapsedTime(asked) <= keep;
}
