namespace Sintropia.Architecture.Tests.Laws;

/// <summary>What laws and the engine that applies them leave alone so that a run has the same bits on every machine, and in whatever order its cells are taken.</summary>
internal static class SameBitsRule
{
    // Exact, or rounded once as IEEE 754 says, everywhere. A list of what is allowed, so that a function that .NET adds is banned until someone has looked at it.
    private static readonly HashSet<string> ExactMath =
    [
        "Abs", "BigMul", "BitDecrement", "BitIncrement", "Ceiling", "Clamp", "CopySign", "DivRem", "Floor", "FusedMultiplyAdd", "IEEERemainder", "ILogB", "Max", "MaxMagnitude",
        "Min", "MinMagnitude", "Round", "ScaleB", "Sign", "Sqrt", "Truncate",
    ];

    private static readonly string[] FloatingTypes =
    [
        "System.Double", "System.Single", "System.Half", "System.Runtime.InteropServices.NFloat", "System.Numerics.Complex", "System.Numerics.Vector", "System.Numerics.Vector2",
        "System.Numerics.Vector3", "System.Numerics.Vector4", "System.Numerics.Tensors.TensorPrimitives", "System.Runtime.Intrinsics.Vector64",
        "System.Runtime.Intrinsics.Vector128", "System.Runtime.Intrinsics.Vector256", "System.Runtime.Intrinsics.Vector512", "System.Numerics.IExponentialFunctions",
        "System.Numerics.IFloatingPointIeee754",
        "System.Numerics.IHyperbolicFunctions", "System.Numerics.ILogarithmicFunctions", "System.Numerics.INumberBase", "System.Numerics.IPowerFunctions",
        "System.Numerics.IRootFunctions", "System.Numerics.ITrigonometricFunctions",
    ];

    private static readonly string[] Transcendental =
    [
        "Exp", "Log", "Pow", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Cbrt", "RootN", "Hypot", "Sigmoid", "SoftMax",
    ];

    private static readonly string[] Reductions = ["Average", "CosineSimilarity", "Distance", "Dot", "Norm", "Product", "StdDev", "Sum", "SumOfMagnitudes", "SumOfSquares"];

    private static readonly string[] Chance = ["System.Random", "System.Security.Cryptography.RandomNumberGenerator", "MathNet.Numerics.Random", "MathNet.Numerics.Distributions"];

    private static readonly string[] Floats = ["System.Double", "System.Single", "System.Half"];

    /// <summary>One sentence per use that breaks the rule.</summary>
    public static IEnumerable<string> Violations(IEnumerable<Use> uses) =>
        from use in uses
        let why = Objection(use)
        where why is not null
        select $"{use.Caller} uses {use.Type}.{use.Name}: {why}";

    private static string? Objection(Use use)
    {
        if (IsInexact(use)) return "its bits differ between machines. Use our own Exp, Log and Pow, or + - * / Sqrt and FusedMultiplyAdd.";
        if (IsChance(use)) return "chance is a value here. Draw with Philox from (seed, cell, purpose, index).";
        if (IsUnorderedSum(use)) return "floating sums depend on the order of arrival. Sum integers or fixed point in Int128.";
        return null;
    }

    private static bool IsInexact(Use use) => use.Type switch
    {
        "System.Math" or "System.MathF" => !ExactMath.Contains(use.Member),
        "System.Numerics.Tensors.TensorPrimitives" when Reductions.Contains(use.Member) => true,
        var type when FloatingTypes.Contains(type) => IsTranscendental(use.Member) || IsEstimate(use.Member)
            || (Reductions.Contains(use.Member) && use.TypeArguments.Any(Floats.Contains)),
        var type => type.StartsWith("System.Runtime.Intrinsics.", StringComparison.Ordinal) && use.Member.StartsWith("Reciprocal", StringComparison.Ordinal),
    };

    // Exp, Exp2, ExpM1, Log10P1, SinCos, Sinh, CosPi, Atan2Pi …: a name of the list, and what .NET puts behind it.
    private static bool IsTranscendental(string member) => Transcendental.Any(t =>
        member.StartsWith(t, StringComparison.Ordinal) && member[t.Length..] is
        "" or "2" or "10" or "M1" or "P1" or "2M1" or "10M1" or "2P1" or "10P1" or "h" or "Pi" or "2Pi" or "Cos" or "CosPi");

    private static bool IsEstimate(string member) => member.EndsWith("Estimate", StringComparison.Ordinal);

    private static bool IsChance(Use use) =>
        Chance.Any(c => use.Type == c || use.Type.StartsWith(c + ".", StringComparison.Ordinal)) || use is { Type: "System.Guid", Member: "NewGuid" or "CreateVersion7" };

    private static bool IsUnorderedSum(Use use) => use.Type switch
    {
        "System.Linq.ParallelEnumerable" => true,
        "System.Threading.Tasks.Parallel" => use.TypeArguments.Any(Floats.Contains), // a partial sum per thread
        "System.Threading.Interlocked" => use.Member == "CompareExchange" && use.TypeArguments.Concat(use.Parameters).Any(p => Floats.Contains(p.TrimEnd('&'))),
        _ => false,
    };
}
