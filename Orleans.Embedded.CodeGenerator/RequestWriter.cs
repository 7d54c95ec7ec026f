using System.Text;

namespace Orleans.Embedded.CodeGenerator;

/// <summary>Writes the class whose instances are calls of one method.</summary>
internal static class RequestWriter
{
    public static void Write(StringBuilder text, InterfaceModel model, MethodModel method, int index)
    {
        var name = ProxyWriter.RequestName(model, method, index);
        var generic = method.ResultType is { } result ? $"<{result}>" : "";
        text.AppendLine("    [global::System.CodeDom.Compiler.GeneratedCode(\"Orleans.Embedded\", \"1.0\")]");
        text.AppendLine($"    internal sealed class {name} : global::Orleans.Runtime.{method.RequestBase}{generic}");
        text.AppendLine("    {");
        text.AppendLine("        private static global::System.Reflection.MethodInfo? s_method;");
        text.AppendLine($"        private {method.DeclaringInterface} _target;");
        WriteArguments(text, name, method);
        WriteCancellation(text, method);
        WriteNames(text, model, method);
        WriteInvoke(text, method);
        text.AppendLine("        public override void Dispose() { }");
        text.AppendLine("    }");
    }

    private static void WriteArguments(StringBuilder text, string name, MethodModel method)
    {
        var parameters = method.Parameters.Items;
        for (var i = 0; i < parameters.Length; i++) text.AppendLine($"        public {parameters[i].Type} arg{i};");

        text.AppendLine($"        public {name}({string.Join(", ", parameters.Select((p, i) => $"{p.Type} arg{i}"))})");
        text.AppendLine("        {");
        for (var i = 0; i < parameters.Length; i++) text.AppendLine($"            this.arg{i} = arg{i};");
        foreach (var option in method.Options.Items)
        {
            text.AppendLine($"            AddInvokeMethodOptions(global::Orleans.CodeGeneration.InvokeMethodOptions.{option});");
        }

        text.AppendLine("        }");
        if (parameters.Length == 0) return;

        text.AppendLine($"        public override int GetArgumentCount() => {parameters.Length};");
        text.AppendLine("        public override object GetArgument(int index) => index switch");
        text.AppendLine("        {");
        for (var i = 0; i < parameters.Length; i++) text.AppendLine($"            {i} => arg{i},");
        text.AppendLine("            _ => base.GetArgument(index),");
        text.AppendLine("        };");
        text.AppendLine("        public override void SetArgument(int index, object value)");
        text.AppendLine("        {");
        text.AppendLine("            switch (index)");
        text.AppendLine("            {");
        for (var i = 0; i < parameters.Length; i++) text.AppendLine($"                case {i}: arg{i} = ({parameters[i].Type})value; return;");
        text.AppendLine("                default: base.SetArgument(index, value); return;");
        text.AppendLine("            }");
        text.AppendLine("        }");
    }

    // The grain gets a token of the call, not the caller's: it is cancelled in a turn of the grain, and also by a timeout if so configured.
    private static void WriteCancellation(StringBuilder text, MethodModel method)
    {
        for (var i = 0; i < method.Parameters.Items.Length; i++)
        {
            if (!method.Parameters.Items[i].IsCancellationToken) continue;

            text.AppendLine("        private global::System.Threading.CancellationTokenSource _cancellation;");
            text.AppendLine("        public override bool IsCancellable => true;");
            text.AppendLine($"        public override global::System.Threading.CancellationToken GetCancellationToken() => arg{i};");
            text.AppendLine("        public override bool TryCancel()");
            text.AppendLine("        {");
            text.AppendLine("            if (_cancellation is not { } source) return false;");
            text.AppendLine("            source.Cancel();");
            text.AppendLine("            return true;");
            text.AppendLine("        }");
            text.AppendLine("        public override void SetTarget(global::Orleans.Serialization.Invocation.ITargetHolder holder)");
            text.AppendLine("        {");
            text.AppendLine($"            _target = ({method.DeclaringInterface})holder.GetTarget();");
            text.AppendLine("            _cancellation = new();");
            text.AppendLine($"            if (arg{i}.IsCancellationRequested) _cancellation.Cancel();");
            text.AppendLine($"            arg{i} = _cancellation.Token;");
            text.AppendLine("        }");
            return;
        }

        text.AppendLine("        public override void SetTarget(global::Orleans.Serialization.Invocation.ITargetHolder holder) =>");
        text.AppendLine($"            _target = ({method.DeclaringInterface})holder.GetTarget();");
    }

    private static void WriteNames(StringBuilder text, InterfaceModel model, MethodModel method)
    {
        var types = string.Join(", ", method.Parameters.Items.Select(p => $"typeof({p.TypeOf})"));
        text.AppendLine($"        public override string GetMethodName() => \"{method.Name}\";");
        text.AppendLine($"        public override string GetInterfaceName() => \"{model.ReflectionName}\";");
        text.AppendLine($"        public override string GetActivityName() => \"{model.ReflectionName.Split('.').Last()}/{method.Name}\";");
        text.AppendLine($"        public override global::System.Type GetInterfaceType() => typeof({model.FullName});");
        text.AppendLine("        public override global::System.Reflection.MethodInfo GetMethod() => s_method ??=");
        text.AppendLine($"            typeof({method.DeclaringInterface}).GetMethod(\"{method.Name}\", new global::System.Type[] {{ {types} }})!;");
        if (method.TimeoutTicks is { } ticks)
        {
            text.AppendLine($"        public override global::System.TimeSpan? GetDefaultResponseTimeout() => global::System.TimeSpan.FromTicks({ticks}L);");
        }
    }

    private static void WriteInvoke(StringBuilder text, MethodModel method)
    {
        var arguments = string.Join(", ", method.Parameters.Items.Select((_, i) => $"arg{i}"));
        text.AppendLine("        public override object GetTarget() => _target;");
        text.AppendLine($"        protected override {method.ReturnType} InvokeInner() => _target.{method.Name}({arguments});");
    }
}
