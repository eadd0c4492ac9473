using System.Globalization;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Data.Matrices;
using Sintropia.Predictors;
using Sintropia.Simulation.Organisms;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Expression;

/// <summary>What the predictor of a run says of one cell: x* = f(x₀, levels), and the way there and back by the law of relaxation.</summary>
internal sealed class Thought
{
    private const int Told = 12, MostNamed = 20;

    private readonly IReadOnlyList<Agent> _agents;
    private readonly ExpressionPlan _expression;
    private readonly IResponsePredictor _predictor;

    public Thought(OrganismPlan plan)
    {
        _expression = plan.Expression ?? throw new ApiProblem(StatusCodes.Status404NotFound, "no-expression", "The cells of this run express nothing, so that no predictor says how they respond. Give the scenario an `expression:` section.");
        _agents = plan.Agents;
        _predictor = PredictorRegistry.Find(_expression, _agents);
        if (_predictor.Card.Time != ResponseTime.Settled) throw new ApiProblem(StatusCodes.Status409Conflict, "stepped-predictor", $"{_predictor.Card.Name} steps the state itself, and is followed in runs alone.");
    }

    public PredictorCard Card => _predictor.Card;

    /// <summary>What an agent is called in questions, as in the columns of cells.h5ad.</summary>
    public static string KeyOf(KnownAgent agent) => agent.Kind switch
    {
        AgentKind.GeneLoss => agent.Name + "_loss",
        AgentKind.GeneGain => agent.Name + "_gain",
        _ => agent.Name,
    };

    public double HalfLife => _expression.HalfLives.Order().ElementAt(_expression.HalfLives.Count / 2);

    /// <summary>What the predictor is asked with: unbound levels by agent, in the order of its card.</summary>
    /// <exception cref="ApiProblem">A level is of nothing that it knows, or is none.</exception>
    public (string Key, float Level)[] Levels(IReadOnlyDictionary<string, double> given)
    {
        foreach (var (name, level) in given)
        {
            if (Card.Agents.All(a => KeyOf(a) != name)) throw ApiProblem.Bad($"`levels` names something that this predictor does not know here; it knows {(Card.Agents.Count == 0 ? "no agents in this scenario" : string.Join(", ", Card.Agents.Take(MostNamed).Select(KeyOf)))}{(Card.Agents.Count > MostNamed ? ", …" : "")}.");
            if (!(level >= 0 && double.IsFinite(level))) throw ApiProblem.Bad("A level has to be a number from 0.");
        }

        return [.. Card.Agents.Select(known =>
        {
            var agent = _agents.FirstOrDefault(known.Is);
            var nominal = given.TryGetValue(KeyOf(known), out var level) ? level : agent?.Baseline ?? 0;
            var highest = known.Kind is AgentKind.GeneLoss or AgentKind.GeneGain ? Math.Min(1, known.Highest) : known.Highest;
            if (nominal > highest) throw ApiProblem.Bad(string.Create(CultureInfo.InvariantCulture, $"The level of {KeyOf(known)} is {nominal}, above the highest that this predictor knows, {highest}{(known.Unit.Length > 0 ? " " + known.Unit : "")}. Give a lower one."));
            return (KeyOf(known), (float)(nominal * (agent?.Unbound ?? 1)));
        })];
    }

    /// <summary>Follows a cell from its unperturbed state on.</summary>
    /// <param name="unperturbed">x₀; shape [dimensions].</param>
    /// <param name="levels">As <see cref="Levels"/> gives them.</param>
    /// <param name="times">When it is looked at, h, ascending from 0.</param>
    /// <param name="until">When the levels go back to what they were, h.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>x*, and x at each time; shape [times, dimensions].</returns>
    public async Task<(float[] Settled, DenseMatrix States)> Follow(float[] unperturbed, IReadOnlyList<float> levels, double[] times, double until, CancellationToken cancellation)
    {
        var width = _expression.Dimensions;
        if (unperturbed.Length != width) throw new ApiProblem(StatusCodes.Status409Conflict, "other-cells", $"The run's scenario has {width} dimensions, and its cells {unperturbed.Length}. One of the two was changed after the run; run the scenario again.");
        var settled = new float[width];
        await _predictor.Respond(new(width, unperturbed, new ushort[1], levels.Count, levels.ToArray()), settled, cancellation);
        var states = new float[times.Length * width];
        float[] now = [.. unperturbed], factors = new float[width];
        var (at, over) = (0.0, false);
        for (var t = 0; t < times.Length; t++)
        {
            if (!over && times[t] > until)
            {
                Go(settled, until);
                over = true;
            }

            Go(over ? unperturbed : settled, times[t]);
            now.CopyTo(states, t * width);
        }

        return (settled, new(times.Length, width, states));

        void Go(float[] goal, double time)
        {
            if (time == at) return; // a step of no time would still round
            Relaxation.Factors(_expression.HalfLives, time - at, factors);
            Relaxation.Step(now, goal, factors);
            at = time;
        }
    }

    /// <summary>The dimensions that would change most.</summary>
    public IReadOnlyList<FeatureCourse> Greatest(float[] unperturbed, float[] settled, DenseMatrix states) =>
    [
        .. Enumerable.Range(0, settled.Length).Where(k => settled[k] != unperturbed[k]).OrderByDescending(k => Math.Abs((double)settled[k] - unperturbed[k])).ThenBy(k => k).Take(Told)
            .Select(k => new FeatureCourse(Card.Features[k], settled[k], [.. Enumerable.Range(0, states.Rows).Select(t => (double)states.Row(t)[k])])),
    ];

    /// <summary>Distance from the unperturbed state at each time.</summary>
    public static IReadOnlyList<double> Shift(float[] unperturbed, DenseMatrix states) =>
        [.. Enumerable.Range(0, states.Rows).Select(t => Math.Sqrt(Enumerable.Range(0, unperturbed.Length).Sum(k => Math.Pow(states.Row(t)[k] - unperturbed[k], 2))))];
}
