using Sintropia.Biology.Chance;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Expression;

/// <summary>The different exposures of a tissue in a tick. Levels that differ by less than a tolerance are one, so that a slowly changing dose does not ask a predictor about every cell in every tick.</summary>
public sealed class ExposureClasses
{
    private readonly Dictionary<int, int> _ofGroup = [];
    private readonly List<ulong> _keys = [];
    private readonly List<float> _levels = [];

    /// <summary>Classifies.</summary>
    /// <param name="exposure">What reached the cells.</param>
    /// <param name="agents">The agents of the scenario, in the order of the exposure's levels.</param>
    /// <param name="card">The predictor that will be asked.</param>
    /// <param name="tolerance">Relative change of a level that counts; 0 for any.</param>
    public ExposureClasses(TickExposure exposure, IReadOnlyList<Agent> agents, PredictorCard card, double tolerance)
    {
        (Exposure, Agents) = (exposure, card.Agents.Count);
        var columns = card.Agents.Select(known => Enumerable.Range(0, agents.Count).FirstOrDefault(i => known.Is(agents[i]), -1)).ToArray();
        var classes = new Dictionary<ulong, int>();
        foreach (var group in exposure.Groups)
        {
            var key = Key(group.Levels, agents, tolerance);
            if (!classes.TryGetValue(key, out var number))
            {
                classes[key] = number = _keys.Count;
                _keys.Add(key);
                _levels.AddRange(columns.Select(c => c < 0 ? 0 : Representative(group.Levels[c], tolerance)));
            }

            _ofGroup[Group(group.Type, group.Subset)] = number;
        }

        Levels = _levels.ToArray();
    }

    /// <summary>What was classified.</summary>
    public TickExposure Exposure { get; }

    /// <summary>How many there are.</summary>
    public int Count => _keys.Count;

    /// <summary>Agents that the predictor knows.</summary>
    public int Agents { get; }

    /// <summary>Level of each agent that stands for the class; shape [classes, agents], agents in the order of the card.</summary>
    public ReadOnlyMemory<float> Levels { get; }

    /// <summary>The class of a type and subset.</summary>
    /// <exception cref="KeyNotFoundException">The exposure says nothing of such cells.</exception>
    public int Of(byte type, byte subset) => _ofGroup.TryGetValue(Group(type, subset), out var number)
        ? number
        : throw new KeyNotFoundException($"Nothing is known of what reached cells of type {type}, subset {subset}, in tick {Exposure.Tick}. Give the exposure of the tick that the cells lived through.");

    /// <summary>What tells a class from all others, in this tick or another: a hash of the levels as they are rounded.</summary>
    public ulong Key(int number) => _keys[number];

    private static ulong Key(double[] levels, IReadOnlyList<Agent> agents, double tolerance)
    {
        var words = new List<ulong>();
        // What is not there has no part in it, so that naming another agent in a scenario changes no key.
        for (var agent = 0; agent < levels.Length; agent++)
            if (levels[agent] > 0) words.AddRange([agents[agent].DrawIndex, tolerance > 0 ? (ulong)(long)Step(levels[agent], tolerance) : BitConverter.DoubleToUInt64Bits(levels[agent])]);
        return (ulong)StateHash.Of([.. words]);
    }

    private static float Representative(double level, double tolerance) =>
        !(level > 0) ? 0 : tolerance > 0 ? (float)Elementary.Exp(Step(level, tolerance) * Elementary.Log1p(tolerance)) : (float)level;

    private static double Step(double level, double tolerance) => Math.Floor(Elementary.Log(level) / Elementary.Log1p(tolerance) + 0.5);

    private static int Group(byte type, byte subset) => type << 8 | subset;
}
