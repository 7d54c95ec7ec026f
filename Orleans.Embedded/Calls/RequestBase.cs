using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>One call to a grain: the base of every class the generator makes for a method.</summary>
public abstract partial class RequestBase : IRequest
{
    public InvokeMethodOptions Options { get; protected set; }

    public virtual bool IsCancellable => false;

    public void AddInvokeMethodOptions(InvokeMethodOptions options) => Options |= options;

    public virtual int GetArgumentCount() => 0;

    public virtual object GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    public virtual TimeSpan? GetDefaultResponseTimeout() => null;

    public virtual CancellationToken GetCancellationToken() => CancellationToken.None;

    public virtual bool TryCancel() => false;

    public abstract ValueTask<Response> Invoke();

    public abstract object GetTarget();

    public abstract void SetTarget(ITargetHolder holder);

    public abstract string GetMethodName();

    public abstract string GetInterfaceName();

    public abstract string GetActivityName();

    public abstract MethodInfo GetMethod();

    public abstract Type GetInterfaceType();

    public abstract void Dispose();

    public override string ToString() => $"{GetInterfaceName()}.{GetMethodName()}";
}
