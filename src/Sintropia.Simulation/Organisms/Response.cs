using System.Buffers;
using System.Diagnostics;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Scenes;
using Sintropia.Simulation.Tissues;
using Sintropia.Simulation.Watching;

namespace Sintropia.Simulation.Organisms;

/// <summary>How the cells of an organism respond at the end of each tick: their predictor is asked, and what they express goes on towards its answer.</summary>
internal sealed class Response
{
    private readonly OrganismPlan _plan;
    private readonly IResponsePredictor _predictor;

    private Response(OrganismPlan plan, IResponsePredictor predictor) => (_plan, _predictor) = (plan, predictor);

    /// <summary>The response of a plan's cells; null where they have no expression.</summary>
    /// <exception cref="ArgumentException">There is no predictor, or its card does not fit the plan.</exception>
    public static Response? Of(OrganismPlan plan, IResponsePredictor? predictor)
    {
        if (plan.Expression is not { } expression) return null;
        if (predictor is null) throw new ArgumentException($"Cells of this plan respond as the predictor {expression.Predictor} says, and none was given. Give one, or take the plan's expression away.");
        var objections = predictor.Card.Objections(expression, Acting(plan, expression));
        return objections.Count == 0 ? new(plan, predictor) : throw new ArgumentException(string.Join(' ', objections));
    }

    // A trained model need not know what is named and never acts, such as a gene that an effect requires.
    private static IReadOnlyList<Agent> Acting(OrganismPlan plan, ExpressionPlan expression)
    {
        if (expression.Trained is null) return plan.Agents;
        var dosed = plan.Interventions.OfType<Dosing>().Select(d => d.Agent).ToHashSet();
        return [.. plan.Agents.Where((agent, number) => agent.Baseline > 0 || agent.IsDynamic || dosed.Contains(number))];
    }

    /// <summary>Asks, niche by niche, and settles.</summary>
    public void Express(Tissue[] tissues, long tick, Action<int, Action<int>> forEach, TissueSpans spans)
    {
        var work = new List<(Niche Niche, ExposureClasses Exposures, Tissue Tissue, ActivityContext Span)>();
        for (var i = 0; i < tissues.Length; i++)
        {
            var (tissue, span) = (tissues[i], spans.Of(i));
            var exposures = new ExposureClasses(tissue.Milieu.Exposed(tick), _plan.Agents, _predictor.Card, _plan.Expression!.Tolerance);
            work.AddRange(tissue.Blocks.Select(niche => (niche, exposures, tissue, span)));
        }

        forEach(work.Count, i => Express(work[i].Niche, work[i].Exposures, work[i].Tissue, work[i].Span));
    }

    private void Express(Niche niche, ExposureClasses exposures, Tissue tissue, ActivityContext span)
    {
        var end = new TickEnd(_plan.TimeOf(exposures.Exposure.Tick + 1), exposures.Exposure.Hours, tissue.Surroundings);
        if (niche.Ask(exposures, tissue.Surroundings) is not { } question)
        {
            niche.Settle([], end);
            return;
        }

        var answer = ArrayPool<float>.Shared.Rent(question.Length);
        Ask(question, answer.AsMemory(0, question.Length), span);
        niche.Settle(answer.AsSpan(0, question.Length), end);
        ArrayPool<float>.Shared.Return(answer);
    }

    private void Ask(ResponseQuestion question, Memory<float> answer, ActivityContext asking)
    {
        var began = PredictorMeter.IsHeard ? Stopwatch.GetTimestamp() : 0;
        PredictorMeter.Asked(question.Cells);
        using var span = SimulationSpans.Batch(_predictor.Card.Name, question.Cells, asking);
        var response = _predictor.Respond(question, answer, CancellationToken.None);
        if (!response.IsCompletedSuccessfully) response.AsTask().GetAwaiter().GetResult(); // a predictor in this process is done when it returns; others are waited for
        if (began != 0) PredictorMeter.Answered(Stopwatch.GetElapsedTime(began));
    }
}
