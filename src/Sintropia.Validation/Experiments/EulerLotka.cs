using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;

namespace Sintropia.Validation.Experiments;

/// <summary>The engine's own solution of the stable culture, from which founders are drawn: no chance in it, so every digit must come out.</summary>
internal static class EulerLotka
{
    public static IEnumerable<Experiment> All => StableModels.Table.Select(Of);

    private static Experiment Of(StableModel model)
    {
        List<Claim> claims =
        [
            new($"{model.Name}: λ solved", "growth rate that the engine solves for, 1/h", Within.Digit(model.Rate!), model.Source, "a rate that solves another equation: founders would stand at wrong ages"),
            new($"{model.Name}: T_d solved", "doubling time that the engine solves for, h", Within.Digit(model.DoublingTime), model.Source, "ln 2 over another rate"),
        ];
        foreach (var (_, phase, share) in model.Fractions)
            claims.Add(new($"{model.Name}: {phase} solved", $"share of {phase} that the engine solves for", Within.Digit(share), model.Source, "time shares Tᵢ/T instead of 2(Lᵢ₋₁ − Lᵢ): the young would not outnumber the old"));
        return new($"Euler–Lotka · {model.Name}", claims, bench =>
        {
            var growth = bench.Subject.Growth(model.Type);
            return [growth.Rate, growth.DoublingTime, .. model.Fractions.Select(f => (Evidence)growth.Fractions[(int)f.Phase])];
        });
    }
}
