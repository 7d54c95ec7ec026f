using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>Whatever calls to one identity go to: an activation, a group of workers, an observer.</summary>
internal interface ICallTarget
{
    /// <summary>False: the target has ended, look again.</summary>
    bool TryPost(RequestBase request);
}

/// <summary>Where activations live: told when one has ended.</summary>
internal interface IActivationHome
{
    void Remove(Activation activation);
}
