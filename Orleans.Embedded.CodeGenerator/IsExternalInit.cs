namespace System.Runtime.CompilerServices;

/// <summary>Lets records compile for the framework that compilers run on.</summary>
internal static class IsExternalInit;
