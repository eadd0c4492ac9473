using System.Text.Json.Nodes;
using Sintropia.Scenarios.Format;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Tests.Format;

public sealed class ScenarioSchemaTests
{
    private const string Update = "SINTROPIA_UPDATE_SCHEMA";
    private static readonly JsonObject Schema = (JsonObject)JsonNode.Parse(ScenarioSchema.Text)!;

    [Fact]
    public void The_schema_in_the_repository_is_the_one_that_the_parser_reads_by()
    {
        var path = Path.Combine(Repository.Root, "schema", "scenario.schema.json");
        if (Environment.GetEnvironmentVariable(Update) == "1") File.WriteAllText(path, ScenarioSchema.Text);

        Assert.True(File.Exists(path) && File.ReadAllText(path) == ScenarioSchema.Text, $"{path} is stale. Run these tests with {Update}=1 and commit the file.");
    }

    [Theory, MemberData(nameof(ExampleTests.All), MemberType = typeof(ExampleTests))]
    public void Every_example_fits_the_schema(string example) =>
        Assert.Empty(new SchemaCheck(Schema).Errors(Yaml(File.ReadAllText(Path.Combine(Repository.Root, "examples", example)))));

    [Fact]
    public void Every_key_has_a_description_and_an_example_that_fits_it()
    {
        var check = new SchemaCheck(Schema);
        foreach (var table in ScenarioFormat.Tables)
        foreach (var key in table.Keys)
        {
            var section = table.Name == "scenario" ? Schema : (JsonObject)Schema["$defs"]![table.Name]!;
            var property = (JsonObject)section["properties"]![key.Name]!;
            Assert.EndsWith(".", (string)property["description"]!);
            Assert.Empty(check.Errors(property, property["examples"]![0], $"{table.Name}.{key.Name}"));
        }
    }

    [Theory]
    [InlineData("duration: 96 h", "duration: 96 hh")]
    [InlineData("duration: 96 h", "duration: 96")]
    [InlineData("seed: 1", "seed: -1")]
    [InlineData("seed: 1", "sede: 1")]
    [InlineData("cells: 500 cells", "cells: -500 cells")]
    [InlineData("S: 8 h", "S: { fixed: 8 h, exponential: 8 h }")]
    [InlineData("holds: G1", "holds: G9")]
    [InlineData("control: []", "control: {}")]
    public void What_the_parser_refuses_the_schema_refuses_too(string old, string other)
    {
        Assert.Empty(new SchemaCheck(Schema).Errors(Yaml(Valid.Text)));

        Assert.NotEmpty(Valid.Problems(Valid.With(old, other)));
        Assert.NotEmpty(new SchemaCheck(Schema).Errors(Yaml(Valid.With(old, other))));
    }

    private static JsonNode? Yaml(string text) => ScenarioSchema.Json(YamlTree.Parse(text, "test", []));
}
