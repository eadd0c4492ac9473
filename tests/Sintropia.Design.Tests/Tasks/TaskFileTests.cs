using Sintropia.Design.Tasks;

namespace Sintropia.Design.Tests.Tasks;

public sealed class TaskFileTests
{
    [Fact]
    public void A_task_is_read_with_names_of_files_from_its_folder()
    {
        var (name, file) = TaskFile.Parse("name: one\ndata: { file: cells.h5ad }\n", "task.yaml", "/folder", (node, folder) => (node.Text("name"), TaskFile.At(folder, node.Section("data").Text("file"))));

        Assert.Equal(("one", Path.GetFullPath("/folder/cells.h5ad")), (name, file));
    }

    [Fact]
    public void Every_problem_is_told_with_file_line_and_value()
    {
        var told = Assert.Throws<DesignException>(() => TaskFile.Parse("nmae: one\nseed: many\n", "task.yaml", ".", (node, _) => (node.Text("name"), node.Whole("seed", 1)))).Message;

        Assert.Contains("task.yaml:1: There is no 'nmae'. Did you mean 'name'?", told, StringComparison.Ordinal);
        Assert.Contains("task.yaml:2: 'seed' is 'many', which is no number", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "task.yaml:1: a task holds keys")]
    [InlineData("a: [1\nb: 2", "this is no YAML")]
    public void What_is_no_task_is_refused(string text, string said) =>
        Assert.Contains(said, Assert.Throws<DesignException>(() => TaskFile.Parse(text, "task.yaml", ".", (_, _) => 0)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_task_that_is_not_there_is_named() =>
        Assert.Contains("missing.yaml", Assert.Throws<DesignException>(() => TaskFile.Load("missing.yaml", (_, _) => 0)).Message, StringComparison.Ordinal);
}
