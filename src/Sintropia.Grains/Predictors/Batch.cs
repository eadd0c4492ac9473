using System.Diagnostics;
using Sintropia.Biology.Expression;

namespace Sintropia.Grains.Predictors;

/// <summary>Questions that are answered together. Single cells stand first, each written into its row as it comes; whole questions follow when the batch leaves.</summary>
/// <param name="dimensions">Dimensions of a state.</param>
internal sealed class Batch(int dimensions)
{
    private const int MostClasses = 1 << 16; // they are numbered in 16 bits

    private readonly List<IAskedCell> _singles = [];
    private readonly List<Whole> _wholes = [];
    private readonly List<float> _levels = [];
    private readonly Dictionary<ReadOnlyMemory<float>, int> _tables = []; // cells of one tissue and machine share theirs
    private (ReadOnlyMemory<float> Levels, int First) _last = (default, -1);
    private float[] _rows = [], _settled = [];
    private ushort[] _classes = [];
    private int _agents, _wholeCells, _wholeClasses;
    private TaskCompletionSource? _answered;

    /// <summary>When its first question came, by the batcher's clock.</summary>
    public long Opened { get; set; }

    /// <summary>The span of who asked first; one batch answers several, and stands under one.</summary>
    public ActivityContext Asking { get; set; }

    /// <summary>Cells in it.</summary>
    public int Cells => _singles.Count + _wholeCells;

    /// <summary>Questions in it.</summary>
    public int Questions => _singles.Count + _wholes.Count;

    /// <summary>Completes when it is answered, or cannot be.</summary>
    public Task Answered => (_answered ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Whether there is room for so many more.</summary>
    public bool Fits(int cells, int classes, int most) => Cells == 0 || (Cells + cells <= most && Classes + classes <= MostClasses);

    /// <summary>Takes the question of a single cell.</summary>
    public void Add(IAskedCell cell, ExposureClasses exposures, int number)
    {
        _agents = exposures.Agents;
        var row = _singles.Count;
        if ((row + 1) * dimensions > _rows.Length || row == _classes.Length) Grow(Math.Max(16, 2 * row));
        _classes[row] = (ushort)(First(exposures.Levels) + (_agents == 0 ? 0 : number));
        cell.Describe(_rows.AsSpan(row * dimensions, dimensions));
        _singles.Add(cell);
    }

    /// <summary>Takes a question about many.</summary>
    public Task Add(ResponseQuestion question, Memory<float> settled)
    {
        _agents = question.Agents;
        var whole = new Whole(question, settled, new());
        _wholes.Add(whole);
        (_wholeCells, _wholeClasses) = (_wholeCells + question.Cells, _wholeClasses + ClassesIn(question.Exposures.Length, question.Agents));
        return whole.Answered.Task;
    }

    /// <summary>Asks.</summary>
    public async ValueTask Ask(IResponsePredictor network)
    {
        if (Questions == 1 && _wholes.Count == 1)
        {
            await network.Respond(_wholes[0].Question, _wholes[0].Settled, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        var cells = Cells;
        if (cells > _classes.Length) Grow(cells);
        Merge();
        if (_settled.Length < cells * dimensions) _settled = new float[_rows.Length];
        var question = new ResponseQuestion(dimensions, _rows.AsMemory(0, cells * dimensions), _classes.AsMemory(0, cells), _agents, _levels.ToArray());
        await network.Respond(question, _settled.AsMemory(0, cells * dimensions), CancellationToken.None).ConfigureAwait(false);
        var at = _singles.Count * dimensions;
        foreach (var whole in _wholes)
        {
            _settled.AsMemory(at, whole.Question.Length).CopyTo(whole.Settled);
            at += whole.Question.Length;
        }
    }

    /// <summary>Hands the answers out.</summary>
    /// <returns>What was wrong with one of them; null if nothing.</returns>
    public Exception? Answer()
    {
        Exception? flaw = null;
        for (var i = 0; i < _singles.Count; i++)
        {
            try
            {
                _singles[i].Hear(_settled.AsSpan(i * dimensions, dimensions));
            }
            catch (ArgumentException flawed) // not to the question, or no numbers
            {
                _singles[i].Fail(flaw = flawed);
            }
        }

        foreach (var whole in _wholes) whole.Answered.SetResult();
        return flaw;
    }

    /// <summary>Says that there are no answers.</summary>
    public void Fail(Exception why)
    {
        foreach (var cell in _singles) cell.Fail(why);
        foreach (var whole in _wholes) whole.Answered.TrySetException(why);
    }

    /// <summary>Says that it is over, and makes ready for the next questions; its arrays stay, for to collect those of every batch costs more than to fill them.</summary>
    public void Clear()
    {
        var answered = _answered;
        _singles.Clear();
        _wholes.Clear();
        _levels.Clear();
        _tables.Clear();
        (_last, _wholeCells, _wholeClasses, _answered) = ((default, -1), 0, 0, null);
        answered?.SetResult();
    }

    /// <summary>Number of the classes in a table of levels.</summary>
    public static int ClassesIn(int levels, int agents) => agents == 0 ? 1 : levels / agents;

    private int Classes => _wholeClasses + ClassesIn(_levels.Count, _agents);

    private void Merge()
    {
        var row = _singles.Count;
        foreach (var (question, _, _) in _wholes)
        {
            question.Rows.Span.CopyTo(_rows.AsSpan(row * dimensions));
            var first = First(question.Exposures);
            foreach (var own in question.Classes.Span) _classes[row++] = (ushort)(first + own);
        }
    }

    /// <summary>Number of a table's first class in this batch.</summary>
    private int First(ReadOnlyMemory<float> levels)
    {
        if (_last.First >= 0 && _last.Levels.Equals(levels)) return _last.First;
        if (!_tables.TryGetValue(levels, out var first))
        {
            _tables[levels] = first = _agents == 0 ? 0 : _levels.Count / _agents;
            _levels.AddRange(levels.Span);
        }

        _last = (levels, first);
        return first;
    }

    private void Grow(int cells)
    {
        Array.Resize(ref _classes, cells);
        Array.Resize(ref _rows, cells * dimensions);
    }

    private readonly record struct Whole(ResponseQuestion Question, Memory<float> Settled, TaskCompletionSource Answered);
}
