using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Orleans.CodeGeneration
{
    /// <summary>What the attributes of a grain method say about its calls.</summary>
    [Flags]
    [GenerateSerializer]
    public enum InvokeMethodOptions
    {
        None = 0,
        OneWay = 1,
        ReadOnly = 2,
        AlwaysInterleave = 4,
        Unordered = 8,
    }
}

namespace Orleans.Runtime
{
    /// <summary>A call to a grain, with the options of its method.</summary>
    public interface IRequest : IInvokable
    {
        InvokeMethodOptions Options { get; }

        void AddInvokeMethodOptions(InvokeMethodOptions options);
    }
}
