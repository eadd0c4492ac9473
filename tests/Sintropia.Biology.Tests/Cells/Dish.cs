using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Tests.Cells;

/// <summary>The plainest runtime there is: a list of cells, each lived to the end of an interval in its turn.</summary>
internal sealed class Dish
{
    private readonly List<Cell> _cells = [];
    private readonly List<Marks> _marks = [];

    public Dish(params CellType[] types)
    {
        Life = new(types, new Draws(20261121));
        Surroundings = new(types.Length);
        for (var type = 0; type < types.Length; type++) Surroundings.Add((byte)type, 0, new(0));
    }

    public CellLife Life { get; }

    public Surroundings Surroundings { get; }

    public List<(CellEvent Event, double Time, Cell Before, Cell After)> Happened { get; } = [];

    public IReadOnlyList<Cell> Cells => _cells;

    public Microenvironment Here => Surroundings.Of(0);

    /// <summary>11/8/4/1 h, what the examples of the reference use.</summary>
    public static CellType Cooper { get; } = Cycling(new FixedDuration(11), new FixedDuration(8), new FixedDuration(4), new FixedDuration(1));

    public static CellType Cycling(DurationLaw g1, DurationLaw s, DurationLaw g2, DurationLaw m) =>
        new() { Name = "t", Cycle = new([new(Phase.G1, g1), new(Phase.S, s), new(Phase.G2, g2), new(Phase.M, m)]) };

    public Dish Found(int cells, Founding founding = Founding.Newborn, int type = 0)
    {
        var founders = new Founders(Life, type, founding);
        for (var i = 0; i < cells; i++)
        {
            _cells.Add(founders.Make(CellId.Founder((uint)type, (ulong)i), (uint)i, Surroundings.Of(type), 0, out var marks));
            _marks.Add(marks);
        }

        return this;
    }

    public Dish LiveUntil(double time)
    {
        Newborn newborn = default;
        for (var i = 0; i < _cells.Count; i++)
        {
            while (true)
            {
                var (cell, marks) = (_cells[i], _marks[i]);
                var happened = Life.Next(ref cell, ref marks, Surroundings.Of(Surroundings.Group(cell.Type, cell.Subset)), Surroundings, time, out var when, ref newborn);
                if (happened == CellEvent.None) break;
                Happened.Add((happened, when, _cells[i], cell));
                (_cells[i], _marks[i]) = (cell, marks);
                if (happened == CellEvent.Cleared)
                {
                    (_cells[i], _marks[i]) = (_cells[^1], _marks[^1]);
                    _cells.RemoveAt(_cells.Count - 1);
                    _marks.RemoveAt(_marks.Count - 1);
                    i--;
                    break;
                }

                if (happened != CellEvent.Divided) continue;
                _cells.Add(newborn.Cell);
                _marks.Add(newborn.Marks);
            }
        }

        return this;
    }

    /// <summary>Changes the rate of a phase from now on.</summary>
    public Dish Slow(Phase phase, double rate, double now)
    {
        Here.Progress[(int)phase] = Here.Progress[(int)phase].With(rate, now);
        return this;
    }

    /// <summary>Adds a hazard in a phase from now on.</summary>
    public Dish Harm(Outcome outcome, Phase phase, double rate, double now)
    {
        Here.Rates[(int)phase * Outcomes.Count + (int)outcome] += rate;
        Here.Hazard[(int)phase] = Here.Hazard[(int)phase].With(Here.Rates.AsSpan((int)phase * Outcomes.Count, Outcomes.Count).ToArray().Sum(), now);
        return this;
    }

    /// <summary>Sets what is held behind a phase from now on.</summary>
    public Dish Hold(Phase phase, double level, double now)
    {
        var fell = Here.Gates[(int)phase].Any(gate => gate.Level > level);
        Here.Gates[(int)phase] = level > 0 ? [new(0, level)] : [];
        Here.Released = fell ? (PhaseSet)(1 << (int)phase) : PhaseSet.None;
        Here.Start = now;
        return this;
    }

    public IEnumerable<double> Times(CellEvent happened) => Happened.Where(h => h.Event == happened).Select(h => h.Time);

    public int Count(CellEvent happened) => Happened.Count(h => h.Event == happened);

    public int Count(Phase phase) => _cells.Count(cell => cell.Phase == phase);
}
