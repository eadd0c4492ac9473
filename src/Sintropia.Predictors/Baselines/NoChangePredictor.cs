using System.Security.Cryptography;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;

namespace Sintropia.Predictors.Baselines;

/// <summary>The baseline that nothing responds: x* = x₀, whatever reaches a cell. Cells then express what their phase and their own residual say.</summary>
public sealed class NoChangePredictor : IResponsePredictor
{
    /// <summary>The name that scenarios give it.</summary>
    public const string Name = "no-change";

    /// <summary>The baseline for a scenario.</summary>
    /// <param name="plan">How cells express there.</param>
    /// <param name="agents">What acts there.</param>
    public NoChangePredictor(ExpressionPlan plan, IReadOnlyList<Agent> agents) => Card = CardOf(plan, agents);

    /// <inheritdoc/>
    public PredictorCard Card { get; }

    /// <inheritdoc/>
    public ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation)
    {
        question.Check(Card, settled.Length);
        question.Rows.CopyTo(settled);
        return ValueTask.CompletedTask;
    }

    /// <summary>Its card.</summary>
    internal static PredictorCard CardOf(ExpressionPlan plan, IReadOnlyList<Agent> agents) => new()
    {
        Name = Name,
        Input = plan.Space,
        Output = plan.Space,
        Features = plan.Features.Count > 0 ? plan.Features : [.. Enumerable.Range(1, plan.Dimensions).Select(k => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"axis_{k}"))],
        Agents = [.. agents.Select(a => new KnownAgent(a.Name, a.Kind, a.Unit))],
        Time = ResponseTime.Settled,
        Sets = SetPolicy.Rows,
        TrainedOn = "nothing: it says that nothing changes",
        Licence = "Apache-2.0",
        WeightsSha256 = Convert.ToHexStringLower(SHA256.HashData([])),
    };
}
