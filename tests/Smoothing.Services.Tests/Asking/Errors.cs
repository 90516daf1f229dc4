using Google.Rpc;
using Grpc.Core;

namespace Smoothing.Services.Tests.Asking;

/// <summary>Looks at what a service refuses.</summary>
internal static class Errors
{
    /// <summary>Every violation as "field: description".</summary>
    public static IReadOnlyList<string> Violations(this RpcException error)
    {
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        return
        [
            .. error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations
                .Select(violation => $"{violation.Field}: {violation.Description}"),
        ];
    }

    public static T Detail<T>(this RpcException error)
        where T : class, Google.Protobuf.IMessage<T>, new() => error.GetRpcStatus()!.GetDetail<T>()!;
}
