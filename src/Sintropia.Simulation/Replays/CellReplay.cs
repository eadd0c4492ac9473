using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Scenes;

namespace Sintropia.Simulation.Replays;

/// <summary>Derives the life of one cell anew, from its founder on: the draws of a cell are functions of who it is, and what it felt is the course of its organism. No other cell is simulated.</summary>
/// <param name="course">What the cells felt.</param>
/// <param name="predictor">Says how cells respond, where the plan has expression.</param>
public sealed class CellReplay(OrganismCourse course, IResponsePredictor? predictor = null)
{
    private readonly OrganismPlan _plan = course.Plan;
    private readonly IResponsePredictor? _predictor = course.Plan.Expression is null ? null
        : predictor ?? throw new ArgumentException($"Cells of this plan respond as the predictor {course.Plan.Expression.Predictor} says, and none was given. Give the one that the run was made with.");
    private readonly Dictionary<(int Tissue, long Tick), ExposureClasses> _classes = [];

    /// <summary>Replays a life.</summary>
    /// <param name="ancestry">Whose.</param>
    public ReplayedLife Of(Ancestry ancestry)
    {
        var (lives, moments) = (new List<ReplayedCell>(), new List<CellMoment>());
        var cell = Founder(ancestry);
        var (diary, tissue) = (NewDiary(), ancestry.Tissue);
        double birth = cell.Cell.Birth;
        if (ancestry.Line.Count == 1) moments.Add(Moment(0, tissue, cell, []));
        for (long tick = 0; tick < course.Ticks; tick++)
        {
            if (tick > 0) Go(ref cell, ref tissue, tick);
            var (scenes, born) = (course.Scenes(tissue, tick), -1);
            int divided;
            while ((divided = cell.Live(scenes, born, diary)) >= 0)
            {
                lives.Add(Life(diary, birth, cell.Cell));
                if (lives.Count == ancestry.Line.Count) return new(ancestry, lives, moments);
                cell = ancestry.Daughters[lives.Count - 1] == 1 ? cell.Sister! : new(course.Life, cell.Cell, cell.Marks, cell.Expression);
                (diary, birth, born) = (NewDiary(), cell.Cell.Birth, divided);
            }

            var isLast = lives.Count == ancestry.Line.Count - 1;
            if (divided == LoneCell.Cleared || (!isLast && !cell.Cell.Phase.IsLiving())) break;
            Express(cell, tissue, tick);
            if (isLast) moments.Add(Moment(tick + 1, tissue, cell, Levels(cell, tissue, tick)));
        }

        lives.Add(Life(diary, birth, cell.Cell));
        return new(ancestry, lives, moments);
    }

    /// <summary>Between two ticks a cell may go to another tissue.</summary>
    private void Go(ref LoneCell cell, ref int tissue, long tick)
    {
        var (from, to) = (_plan.TimeOf(tick - 1), _plan.TimeOf(tick));
        foreach (var migration in course.Migrations(tissue, tick))
        {
            if (!course.Life.Leaves(in cell.Cell, migration, tick, from, to)) continue;
            var gone = cell.Cell;
            var (there, here) = (course.After(tissue, tick - 1), course.After(migration.To, tick - 1));
            var left = CellLife.Leave(ref gone, cell.Marks, there.Of(there.Group(gone.Type, gone.Subset)), to);
            cell = new(course.Life, in gone, CellLife.Arrive(gone.Phase, left, here.Of(here.Group(gone.Type, gone.Subset)), to), cell.Expression);
            tissue = migration.To;
            return;
        }
    }

    private Diary NewDiary() => new(_plan.CellTypes.Count, keepLineage: true, keepEvents: true);

    private ReplayedCell Life(Diary diary, double birth, Cell now) => diary.Ended is [var ended, ..]
        ? new(ended.Cell.Id, birth, ended.Cell, ended.End, ended.Fate, diary.Events)
        : new(now.Id, birth, now, _plan.Duration, CellEvent.None, diary.Events);

    private LoneCell Founder(Ancestry ancestry)
    {
        var tissues = _plan.Tissues;
        var population = (uint)(tissues.Take(ancestry.Tissue).Sum(t => t.Populations.Count) + ancestry.Population);
        var founded = tissues[ancestry.Tissue].Populations[ancestry.Population];
        var cell = new NicheFounding(course.Life, founded, population, _plan.FirstClone(ancestry.Tissue, ancestry.Population), new()).Found(ancestry.Founder, course.Untouched[ancestry.Tissue], out var marks);
        return new(course.Life, in cell, marks, Expressed(founded, ancestry.Founder, in cell));
    }

    private ExpressedState? Expressed(PopulationPlan founded, int number, in Cell cell)
    {
        if (course.Life.Expression is not { } law) return null;
        if (founded.Measured is not { } measured) return law.Founder(in cell);
        var state = new ExpressedState(law.Dimensions);
        measured.State(number).CopyTo(state.Present);
        measured.Residual(number).CopyTo(state.Residual);
        law.Unperturbed(cell.Type, cell.Phase, state.Residual, state.Settled);
        return state;
    }

    private void Express(LoneCell cell, int tissue, long tick)
    {
        if (_predictor is null) return;
        var exposures = Classes(tissue, tick);
        if (cell.Ask(exposures) is >= 0 and var number)
        {
            var dimensions = _plan.Expression!.Dimensions;
            var (state, answer) = (new float[dimensions], new float[dimensions]);
            cell.Describe(state);
            var response = _predictor.Respond(new(dimensions, state, new[] { (ushort)number }, exposures.Agents, exposures.Levels), answer, CancellationToken.None);
            if (!response.IsCompletedSuccessfully) response.AsTask().GetAwaiter().GetResult();
            cell.Hear(answer);
        }

        cell.Settle(TickEnd.Of(course.Scenes(tissue, tick), exposures.Exposure.Hours));
    }

    private ExposureClasses Classes(int tissue, long tick)
    {
        if (!_classes.TryGetValue((tissue, tick), out var classes))
            _classes[(tissue, tick)] = classes = new(course.Exposed(tissue, tick), _plan.Agents, _predictor!.Card, _plan.Expression!.Tolerance);
        return classes;
    }

    private double[] Levels(LoneCell cell, int tissue, long tick) => _predictor is null ? []
        : course.Exposed(tissue, tick).Groups.First(g => g.Type == cell.Cell.Type && g.Subset == cell.Cell.Subset).Levels;

    private CellMoment Moment(long ticks, int tissue, LoneCell cell, double[] levels) => new(ticks, _plan.TimeOf(ticks), tissue, cell.Cell, cell.Marks, cell.Expression is { } state ? Copy(state) : null, levels, cell.Fingerprint);

    private static ExpressedState Copy(ExpressedState state)
    {
        var copy = new ExpressedState(state.Present.Length) { Asked = state.Asked };
        state.Residual.CopyTo(copy.Residual, 0);
        state.Present.CopyTo(copy.Present, 0);
        state.Settled.CopyTo(copy.Settled, 0);
        return copy;
    }
}
