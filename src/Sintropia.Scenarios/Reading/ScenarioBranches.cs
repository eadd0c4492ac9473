using System.Globalization;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Format;

namespace Sintropia.Scenarios.Reading;

/// <summary>A file of branches: conditions that go on from one condition of a scenario with something more, and what they need besides.</summary>
/// <param name="file">What to call the file in messages.</param>
/// <param name="text">Its text.</param>
/// <param name="parent">The condition they are forked off; null for the only one there is.</param>
/// <param name="at">When, h.</param>
internal sealed class ScenarioBranches(string file, string text, string? parent, double at)
{
    private static readonly string[] Added = ["compounds", "ligands", "genes", "environment"];
    private string _parent = parent ?? "";
    private int _inherited;

    /// <summary>What to call the file in messages.</summary>
    public string File => file;

    /// <summary>The scenario with the branches in place of its conditions: the parent unchanged first, then each branch, which does all that the parent does and its own after it.</summary>
    public Node Graft(Node scenario, ScenarioReading reading)
    {
        var tree = YamlTree.Parse(text, file, reading.Problems);
        var own = new Section(reading, ScenarioFormat.Table("branch"), tree, "", "");
        if (own.IsBroken || tree is not MapNode branch || scenario is not MapNode root) return scenario;

        var common = Parent(root["conditions"] as MapNode, reading, branch);
        if (common is null) reading.Stop(); // without a condition to go on from, all else that could be said would be about none
        var arms = new List<(ScalarNode Key, Node Value)>();
        if (root["conditions"] is MapNode) arms.Add((new(root.File, root.Line, root.Column, _parent, true), common!));
        else arms.Add((new(root.File, root.Line, root.Column, _parent, true), new ListNode(root.File, root.Line, root.Column, [])));
        if (branch["conditions"] is MapNode conditions)
            foreach (var (name, value) in conditions.Entries)
            {
                if (string.Equals(name.Text, _parent, StringComparison.OrdinalIgnoreCase)) reading.Wrong(name, "conditions", $"'{name.Text}' is the condition that the branches are forked off; it goes on unchanged. Give the branch another name");
                else arms.Add((name, value is ListNode list ? new ListNode(list.File, list.Line, list.Column, [.. common!.Items, .. list.Items]) : value));
            }

        var entries = root.Entries.Where(e => e.Key.Text != "conditions" && !Added.Contains(e.Key.Text)).ToList();
        foreach (var key in Added)
            if (Join(root[key], branch[key]) is { } joined) entries.Add((new(joined.File, joined.Line, joined.Column, key, false), joined));
        entries.Add((new(branch.File, branch.Line, branch.Column, "conditions", false), new MapNode(branch.File, branch.Line, branch.Column, arms)));
        return new MapNode(root.File, root.Line, root.Column, entries);
    }

    /// <summary>Checks what only branches must keep to: nothing of them may begin before they do.</summary>
    public void Check(ScenarioReading reading, Scenario scenario, IReadOnlyList<(ScenarioIntervention Intervention, string Path)> places)
    {
        var ticks = at / scenario.Tick;
        if (!(at > 0 && at < scenario.Duration) || Math.Abs(ticks - Math.Round(ticks)) > 1e-9)
            reading.Wrong("", $"A run of {Hours(scenario.Duration)} h in ticks of {Hours(scenario.Tick)} h cannot be forked at {Hours(at)} h. Give a multiple of the tick inside the run");
        foreach (var (intervention, path) in places)
        {
            if (!path.StartsWith("conditions.", StringComparison.Ordinal) || intervention.FromHours >= at || IsInherited(path)) continue;
            reading.Wrong(path, $"'{intervention.Text}' begins before the branch, which starts at {Hours(at)} h; the past is shared and cannot change. Write 'from: {Hours(at)} h' or later");
        }
    }

    private bool IsInherited(string path) => path.StartsWith($"conditions.{_parent}[", StringComparison.Ordinal)
        || (path.LastIndexOf('[') is var open and >= 0 && int.TryParse(path.AsSpan(open + 1).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < _inherited);

    private ListNode? Parent(MapNode? conditions, ScenarioReading reading, MapNode branch)
    {
        var empty = new ListNode(branch.File, branch.Line, branch.Column, []);
        string[] names = conditions is null ? [ScenarioCondition.Only] : [.. conditions.Entries.Select(e => e.Key.Text)];
        if (parent is null && names.Length > 1)
        {
            reading.Wrong(branch, "", $"The run has the conditions {string.Join(", ", names)}. Say which of them to fork with --condition");
            return null;
        }

        _parent = parent ?? names[0];
        if (!names.Contains(_parent))
        {
            reading.Wrong(branch, "", $"The run has no condition '{_parent}'; there are {string.Join(", ", names)}", NearestName.To(_parent, names));
            return null;
        }

        var list = conditions?[_parent] as ListNode ?? empty;
        _inherited = list.Items.Count;
        return list;
    }

    private static MapNode? Join(Node? ours, Node? theirs) => (ours as MapNode, theirs as MapNode) switch
    {
        (null, null) => null,
        (var first, null) => first,
        (null, var second) => second,
        var (first, second) => new(first.File, first.Line, first.Column, [.. first.Entries, .. second.Entries]),
    };

    private static string Hours(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
