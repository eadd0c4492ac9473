using Sintropia.Scenarios.Format;
using Sintropia.Scenarios.Reading;
using Sintropia.Scenarios.Sections;

namespace Sintropia.Scenarios.Sweeps;

/// <summary>A sweep that was read: what to change, and the scenario to change it in.</summary>
/// <param name="Specification">What to change.</param>
/// <param name="Template">The scenario, without the sweep.</param>
public sealed record SweepFile(SweepSpecification Specification, ScenarioTemplate Template)
{
    /// <summary>Reads a scenario with a sweep in it, or a file of a sweep that names its scenario.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ScenarioException">It cannot be read or used. The scenario itself is read only so far as to find what is changed.</exception>
    public static SweepFile Load(string path)
    {
        var text = YamlTree.Decode(ScenarioFile.Bytes(path), path);
        var reading = new ScenarioReading(path);
        var tree = YamlTree.Parse(text, path, reading.Problems);
        if (tree is not MapNode root) throw YamlTree.Alone(path, 1, 1, $"Here a sweep or a scenario with one has to stand; it is {tree.Kind}");
        var isAlone = root["scenario"] is not null;
        if (!isAlone && root["sweep"] is null) throw YamlTree.Alone(path, 1, 1, "Nothing here says what to sweep. Add 'sweep: { parameters: … }' to the scenario, or name one with 'scenario:' in a file of the sweep's keys");
        var section = new Section(reading, ScenarioFormat.Table("sweep"), isAlone ? root : root["sweep"]!, isAlone ? "" : "sweep", "");
        var specification = SweepSection.Read(section);
        reading.Stop();
        var scenario = isAlone ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, section.Text("scenario") ?? "") : path;
        var template = isAlone ? new ScenarioTemplate(YamlTree.Decode(ScenarioFile.Bytes(scenario), scenario), scenario, specification) : new(text, path, specification);
        foreach (var (parameter, place) in template.Missing)
            reading.Wrong(section.At($"parameters.{parameter}.at"), $"Nothing stands at '{place}' in {Path.GetFileName(scenario)}, or more than one value. Name a single value, and write out there what is left to a preset or a default", template.Nearest(place));
        reading.Stop();
        return new(specification, template);
    }
}
