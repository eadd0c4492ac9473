using System.ComponentModel;
using System.Diagnostics;

namespace Sintropia.Deployment.Tests;

/// <summary>Programs of the machine that some tests need and not every machine has.</summary>
internal static class Programs
{
    /// <summary>The path of a program, or null where there is none: in the folders of PATH, and in others.</summary>
    public static string? Find(string name, params string[] folders) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(folders).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end.</summary>
    public static (int Code, string Output, string Errors) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.Result);
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"{program} does not start: {missing.Message}. Look for it with Programs.Find first, and skip where it is missing.", missing);
        }
    }

    /// <summary>Runs a program that has to succeed.</summary>
    public static string Succeed(string program, params string[] arguments)
    {
        var (code, output, errors) = Run(program, arguments);
        return code == 0 ? output : throw new InvalidOperationException($"`{program} {string.Join(' ', arguments)}` ends with {code}: {errors}{output}");
    }
}
