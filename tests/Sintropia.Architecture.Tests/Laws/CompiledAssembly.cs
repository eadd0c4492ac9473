using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Sintropia.Architecture.Tests.Projects;

namespace Sintropia.Architecture.Tests.Laws;

/// <summary>What an assembly really refers to, read from its metadata: neither a `using`, an alias nor a comment can mislead it.</summary>
/// <param name="Name">Of the project, without the leading <c>Sintropia.</c>.</param>
/// <param name="References">Assemblies it refers to.</param>
/// <param name="Types">Full names of the types of other assemblies that it names.</param>
/// <param name="Uses">Members of other assemblies, with the method that names each.</param>
/// <param name="NativeImports">Own methods whose code lies in a native library.</param>
internal sealed record CompiledAssembly(
    string Name, IReadOnlyList<string> References, IReadOnlyList<string> Types, IReadOnlyList<Use> Uses, IReadOnlyList<string> NativeImports)
{
    /// <summary>The assemblies of the house that lie beside the tests.</summary>
    public static IReadOnlyList<CompiledAssembly> OfTheHouse { get; } =
    [
        .. from file in ProjectFile.OfTheHouse
           let path = Path.Combine(AppContext.BaseDirectory, file.Assembly + ".dll")
           where File.Exists(path)
           select Read(file.Name, path),
    ];

    /// <summary>Reads an assembly without loading it.</summary>
    public static CompiledAssembly Read(string name, string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var methods = metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).ToList();

        return new(
            name,
            [.. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))],
            [.. metadata.TypeReferences.Select(t => TypeNames.WithoutArguments(TypeNames.Instance.GetTypeFromReference(metadata, t, 0)))],
            [.. methods.Where(m => m.RelativeVirtualAddress != 0 && !m.Attributes.HasFlag(MethodAttributes.PinvokeImpl)).SelectMany(m => UsesIn(file, metadata, m))],
            [.. methods.Where(m => m.Attributes.HasFlag(MethodAttributes.PinvokeImpl)).Select(m => FullName(metadata, m))]);
    }

    private static IEnumerable<Use> UsesIn(PEReader file, MetadataReader metadata, MethodDefinition method)
    {
        var caller = FullName(metadata, method);
        return MethodBody.NamedBy(file.GetMethodBody(method.RelativeVirtualAddress)).Select(h => UseOf(metadata, caller, h)).OfType<Use>();
    }

    private static Use? UseOf(MetadataReader metadata, string caller, EntityHandle handle)
    {
        ImmutableArray<string> typeArguments = [];
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            var generic = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
            typeArguments = generic.DecodeSignature(TypeNames.Instance, null);
            handle = generic.Method;
        }

        if (handle.Kind != HandleKind.MemberReference) return null; // its own method, or a type, which the list of types has
        var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
        var type = member.Parent.Kind switch
        {
            HandleKind.TypeReference => TypeNames.Instance.GetTypeFromReference(metadata, (TypeReferenceHandle)member.Parent, 0),
            HandleKind.TypeSpecification => TypeNames.Instance.GetTypeFromSpecification(metadata, null, (TypeSpecificationHandle)member.Parent, 0),
            _ => null, // its own generic type
        };
        if (type is null) return null;

        ImmutableArray<string> parameters = member.GetKind() == MemberReferenceKind.Method ? member.DecodeMethodSignature(TypeNames.Instance, null).ParameterTypes : [];
        return new(caller, TypeNames.WithoutArguments(type), metadata.GetString(member.Name), typeArguments, parameters);
    }

    private static string FullName(MetadataReader metadata, MethodDefinition method) =>
        $"{TypeNames.Instance.GetTypeFromDefinition(metadata, method.GetDeclaringType(), 0)}.{metadata.GetString(method.Name)}";
}
