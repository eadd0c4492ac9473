using Sintropia.Biology.Cells;
using Sintropia.Biology.Expression;
using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Scenes;
using Sintropia.Simulation.Tests.Organisms;
using Sintropia.Simulation.Tissues;

namespace Sintropia.Simulation.Tests.Niches;

public sealed class LoneCellTests
{
    public static TheoryData<string> Names => SameBitsTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Cells_that_live_alone_and_hear_of_their_scenes_in_bytes_have_the_future_of_those_in_a_niche(string name)
    {
        var plan = SameBitsTests.All[name] with { MostCells = 1_000_000 };
        var organism = Organism.Found(plan, new() { Threads = 1, KeepLineage = true }, plan.Predictor());
        var alone = plan.Tissues.Select((_, i) => new Solitude(plan, i)).ToArray();
        var blood = plan.Circulation is null ? null : new Bloodstream(plan);
        while (!organism.IsComplete)
        {
            var supply = blood?.Advance(organism.Ticks, [.. alone.Select(t => t.Counts())]);
            for (var i = 0; i < alone.Length; i++) alone[i].Advance(supply?.To(i));
            organism.Advance();
        }

        Assert.True(organism.Cells > 100);
        for (var i = 0; i < alone.Length; i++)
        {
            var record = organism.Observe().Tissues[i];
            Assert.Equal(record.Fingerprint, alone[i].Fingerprint);
            Assert.Equal(record.Events, alone[i].Diary.Happened);
        }

        Assert.Equal(organism.DrainLineage().Select(l => l.Life), alone.SelectMany(t => t.Diary.Ended.Order()));
    }

    /// <summary>A tissue whose cells all live alone.</summary>
    private sealed class Solitude
    {
        private readonly OrganismPlan _plan;
        private readonly CellLife _life;
        private readonly Milieu _milieu;
        private readonly IResponsePredictor? _predictor;
        private List<LoneCell> _cells = [];
        private long _tick;

        public Solitude(OrganismPlan plan, int tissue)
        {
            (_plan, _life) = (plan, plan.Life());
            _milieu = new(plan.Tissues[tissue], plan, _life);
            _predictor = plan.Predictor();
            Diary = new(plan.CellTypes.Count, keepLineage: true);
            var population = (uint)plan.Tissues.Take(tissue).Sum(t => t.Populations.Count);
            uint clone = 0;
            foreach (var founded in plan.Tissues[tissue].Populations)
            {
                var founding = new NicheFounding(_life, founded, population++, clone, new());
                for (var i = 0; i < founded.Cells; i++) _cells.Add(Founder(founding.Found(i, _milieu.Surroundings, out var marks), marks));
                clone += (uint)founded.Cells;
            }
        }

        public Diary Diary { get; }

        public UInt128 Fingerprint => _cells.Aggregate(_milieu.Fingerprint + Diary.History, (sum, cell) => sum + cell.Fingerprint);

        public long[] Counts()
        {
            var counts = new long[_plan.CellTypes.Count * Biology.Cycle.Phases.Count];
            foreach (var cell in _cells) counts[cell.Cell.Type * Biology.Cycle.Phases.Count + (int)cell.Cell.Phase]++;
            return counts;
        }

        public void Advance(double[][]? supply)
        {
            var scenes = SceneBytes.Read(SceneBytes.Write(_milieu.Advance(_tick, Counts(), supply)), _plan);
            var left = new List<LoneCell>();
            foreach (var cell in _cells) Live(cell, scenes, -1, left);
            _cells = left;
            if (_predictor is not null) Express(new(ExposureBytes.Read(ExposureBytes.Write(_milieu.Exposed(_tick))), _plan.Agents, _predictor.Card, _plan.Expression!.Tolerance), scenes);
            _tick++;
        }

        private LoneCell Founder(Cell cell, Marks marks) => new(_life, cell, marks, _life.Expression?.Founder(cell));

        private void Express(ExposureClasses exposures, IReadOnlyList<Scene> scenes)
        {
            var dimensions = _plan.Expression!.Dimensions;
            var (state, answer) = (new float[dimensions], new float[dimensions]);
            foreach (var cell in _cells)
            {
                if (cell.Ask(exposures) is >= 0 and var number)
                {
                    cell.Describe(state);
                    var question = new ResponseQuestion(dimensions, state, new[] { (ushort)number }, exposures.Agents, exposures.Levels);
                    Assert.True(_predictor!.Respond(question, answer, default).IsCompletedSuccessfully);
                    cell.Hear(answer);
                }

                cell.Settle(TickEnd.Of(scenes, exposures.Exposure.Hours));
            }
        }

        private void Live(LoneCell cell, IReadOnlyList<Scene> scenes, int born, List<LoneCell> left)
        {
            var divided = cell.Live(scenes, born, Diary);
            if (divided == LoneCell.StillThere) left.Add(cell);
            if (divided < 0) return;
            Live(new(_life, cell.Cell, cell.Marks, cell.Expression), scenes, divided, left);
            Live(cell.Sister!, scenes, divided, left);
        }
    }
}
