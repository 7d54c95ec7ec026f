using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Activations;
using Orleans.Runtime;

namespace Orleans.Manifest;

/// <summary>Makes the function that makes a grain: its services from the container, its states by their attributes. Reflection happens once.</summary>
internal static class GrainConstructor
{
    public static GrainFactoryMethod For(Type type, IServiceProvider services)
    {
        var constructors = type.GetConstructors();
        var constructor = constructors.FirstOrDefault(c => c.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors.MaxBy(c => c.GetParameters().Length)
            ?? throw new OrleansConfigurationException($"{type.FullName} has no public constructor, so the host cannot make it.");
        var facets = constructor.GetParameters()
            .Select(parameter => (parameter.ParameterType, Metadata: parameter.GetCustomAttributes().OfType<IPersistentStateConfiguration>().FirstOrDefault()))
            .Where(facet => facet.Metadata is not null)
            .Select(facet => (facet.ParameterType, Make: Maker(type, facet.ParameterType, facet.Metadata!, services)))
            .ToArray();
        var make = ActivatorUtilities.CreateFactory(type, Array.ConvertAll(facets, facet => facet.ParameterType));
        return context => make(context.ActivationServices, Array.ConvertAll(facets, facet => (object?)facet.Make(context)));
    }

    private static Func<IGrainContext, object> Maker(Type type, Type parameter, IPersistentStateConfiguration state, IServiceProvider services)
    {
        if (!parameter.IsGenericType || parameter.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansConfigurationException(
                $"{type.FullName} has [PersistentState(\"{state.StateName}\")] on a {parameter.Name}: it belongs on an IPersistentState<T>.");
        }

        // Asked for when the first grain is made: a host without such grains needs no storage.
        return typeof(GrainConstructor)
            .GetMethod(nameof(MakeState), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(parameter.GenericTypeArguments)
            .CreateDelegate<Func<IServiceProvider, IPersistentStateConfiguration, Func<IGrainContext, object>>>()(services, state);
    }

    private static Func<IGrainContext, object> MakeState<T>(IServiceProvider services, IPersistentStateConfiguration state) =>
        context => services.GetRequiredService<IPersistentStateFactory>().Create<T>(context, state);
}
